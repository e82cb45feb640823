namespace Churn.Domain.Endpoints;

/// <summary>An address of a shop's that events are sent to, settings <c>Shops:{shop}:Endpoints:{n}:*</c>.</summary>
public sealed class EndpointOptions
{
    /// <summary>Where to post; https, or http on this machine.</summary>
    public string Url { get; set; } = "";

    /// <summary>Secrets of the signature as Standard Webhooks writes them, <c>whsec_</c> and base64 of 24 to 64 bytes, newest first; each signs, so that one can be rotated.</summary>
    public List<string> Secrets { get; set; } = [];

    /// <summary>Types of events to send; empty: all.</summary>
    public List<string> Types { get; set; } = [];
}
