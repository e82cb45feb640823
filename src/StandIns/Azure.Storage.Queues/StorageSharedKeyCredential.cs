using System.Security.Cryptography;
using System.Text;

// The original lives in the package Azure.Storage.Common, which Azure.Storage.Queues brings along.
#pragma warning disable IDE0130
namespace Azure.Storage;
#pragma warning restore IDE0130

public class StorageSharedKeyCredential
{
    private byte[] _key;

    public StorageSharedKeyCredential(string accountName, string accountKey)
    {
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    public string AccountName { get; }

    public void SetAccountKey(string accountKey) => Volatile.Write(ref _key, Convert.FromBase64String(accountKey));

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Volatile.Read(ref _key), Encoding.UTF8.GetBytes(text)));
}
