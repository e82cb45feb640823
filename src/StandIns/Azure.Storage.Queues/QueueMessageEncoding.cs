namespace Azure.Storage.Queues;

public enum QueueMessageEncoding
{
    /// <summary>The text goes into the request's XML as it is.</summary>
    None = 0,

    /// <summary>The UTF-8 bytes go into the request's XML as base64.</summary>
    Base64 = 1,
}
