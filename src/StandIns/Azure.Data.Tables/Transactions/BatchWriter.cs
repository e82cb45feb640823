using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>Writes the operations of an entity group transaction as one multipart/mixed body: a batch that holds one change set.</summary>
internal sealed class BatchWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly string _root;
    private readonly string _batch = "batch_" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly string _changeSet = "changeset_" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public BatchWriter(string root, IEnumerable<EntityOperation> operations)
    {
        _root = root;
        Line($"--{_batch}");
        Line($"Content-Type: multipart/mixed; boundary={_changeSet}");
        Line("");
        foreach (var operation in operations)
            Part(operation);
        Line($"--{_changeSet}--");
        Line("");
        Line($"--{_batch}--");
    }

    public string ContentType => $"multipart/mixed; boundary={_batch}";

    public ReadOnlyMemory<byte> Content => _buffer.WrittenMemory;

    private void Part(EntityOperation operation)
    {
        Line($"--{_changeSet}");
        Line("Content-Type: application/http");
        Line("Content-Transfer-Encoding: binary");
        Line("");
        Line($"{operation.Method} {_root}/{operation.Path}?$format={Uri.EscapeDataString(TableConnection.MinimalMetadata)} HTTP/1.1");
        Line($"Accept: {TableConnection.MinimalMetadata}");
        Line($"DataServiceVersion: {TableConnection.DataServiceVersion}");
        if (operation.Method == RequestMethod.Post)
            Line($"Prefer: {TableConnection.ReturnNoContent}");
        if (operation.IfMatch is not null)
            Line($"If-Match: {operation.IfMatch}");
        if (operation.Body is { } body)
        {
            Line("Content-Type: application/json");
            Line(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
            Line("");
            _buffer.Write(body.Span);
        }
        else
        {
            Line("");
        }

        Line("");
    }

    private void Line(string text) => Encoding.UTF8.GetBytes(text + "\r\n", _buffer);
}
