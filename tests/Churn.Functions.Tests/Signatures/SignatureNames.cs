using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Churn.Functions.Tests.Signatures;

/// <summary>Writes types of a signature as their full names, alike whether an assembly uses them or defines them.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    public static string Of(MetadataReader reader, TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? $"{Of(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}+{reader.GetString(type.Name)}"
        : Full(reader.GetString(type.Namespace), reader.GetString(type.Name));

    public static string Of(MetadataReader reader, TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{Of(reader, reader.GetTypeDefinition(outer))}+{reader.GetString(type.Name)}"
        : Full(reader.GetString(type.Namespace), reader.GetString(type.Name));

    public static string Text(string type, string name, MethodSignature<string> signature) =>
        $"{signature.ReturnType} {type}::{name}{(signature.GenericParameterCount > 0 ? $"`{signature.GenericParameterCount}" : "")}({string.Join(", ", signature.ParameterTypes)})";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[,]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "function pointer";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    // init accessors: part of the signature, and of no interest to who reads it.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"{typeCode}";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(reader, reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(reader, reader.GetTypeReference(handle));

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static string Full(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
