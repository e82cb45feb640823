namespace Azure.Storage.Queues.Models;

public readonly struct QueueAudience(string value) : IEquatable<QueueAudience>
{
    private readonly string _value = string.IsNullOrEmpty(value) ? throw new ArgumentException("Value cannot be empty.", nameof(value)) : value;

    public static QueueAudience PublicAudience { get; } = new("https://storage.azure.com/");

    public static QueueAudience CreateQueueServiceAccountAudience(string storageAccountName) =>
        new($"https://{storageAccountName}.queue.core.windows.net/");

    public static implicit operator QueueAudience(string value) => new(value);

    public static bool operator ==(QueueAudience left, QueueAudience right) => left.Equals(right);

    public static bool operator !=(QueueAudience left, QueueAudience right) => !left.Equals(right);

    public bool Equals(QueueAudience other) => string.Equals(_value, other._value, StringComparison.InvariantCultureIgnoreCase);

    public override bool Equals(object obj) => obj is QueueAudience other && Equals(other);

    public override int GetHashCode() => StringComparer.InvariantCultureIgnoreCase.GetHashCode(_value ?? string.Empty);

    public override string ToString() => _value;

    internal string DefaultScope => _value.EndsWith('/') ? _value + ".default" : _value + "/.default";
}
