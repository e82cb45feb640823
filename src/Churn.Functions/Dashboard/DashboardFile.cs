namespace Churn.Functions.Dashboard;

/// <summary>A file of the dashboard as it goes over the wire: compressed once, when it is first asked for.</summary>
/// <param name="ContentType">With its character set.</param>
/// <param name="Tag">ETag of the content.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Compressed.</param>
/// <param name="Gzip">Compressed, for those who know no Brotli (browsers over plain HTTP).</param>
internal sealed record DashboardFile(string ContentType, string Tag, byte[] Plain, byte[] Brotli, byte[] Gzip);
