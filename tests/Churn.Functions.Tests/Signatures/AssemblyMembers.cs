using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Churn.Functions.Tests.Signatures;

/// <summary>What an assembly uses of others, and what it offers, each as one line a method; properties are their accessors.</summary>
internal static class AssemblyMembers
{
    private static readonly SignatureNames Names = new();

    /// <summary>Members of the named assemblies that the file was compiled against.</summary>
    public static IEnumerable<string> UsedBy(string path, IReadOnlySet<string> assemblies)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.GetKind() == MemberReferenceKind.Method))
        {
            if (member.Parent.Kind == HandleKind.TypeReference && assemblies.Contains(Assembly(reader, (TypeReferenceHandle)member.Parent)))
            {
                var type = SignatureNames.Of(reader, reader.GetTypeReference((TypeReferenceHandle)member.Parent));
                yield return SignatureNames.Text(type, reader.GetString(member.Name), member.DecodeMethodSignature(Names, null));
            }
        }
    }

    /// <summary>Public and protected methods that the file defines.</summary>
    public static IEnumerable<string> DefinedBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        foreach (var method in reader.MethodDefinitions.Select(reader.GetMethodDefinition))
        {
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
            {
                var type = SignatureNames.Of(reader, reader.GetTypeDefinition(method.GetDeclaringType()));
                yield return SignatureNames.Text(type, reader.GetString(method.Name), method.DecodeSignature(Names, null));
            }
        }
    }

    /// <summary>Microsoft's are signed; stand-ins are not.</summary>
    public static bool IsSigned(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return !file.GetMetadataReader().GetAssemblyDefinition().PublicKey.IsNil;
    }

    private static string Assembly(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => Assembly(reader, (TypeReferenceHandle)scope),
            _ => "",
        };
    }
}
