using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>Loads eight rows at a time. Without hardware support, Vector512 uses two halves.</summary>
internal static class VectorRows
{
    internal const int Width = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Load(ReadOnlySpan<double> values, int row) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Load(ReadOnlySpan<int> values, int row)
    {
        var whole = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)row);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(whole)
            : Vector512.ConvertToDouble(Vector512.Create(Vector256.WidenLower(whole), Vector256.WidenUpper(whole)));
    }
}
