using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Churn.Functions.Tests.Infra;

/// <summary>A configuration that keeps each key whose value is read.</summary>
internal sealed class RecordedConfiguration(IConfiguration inner, string prefix, HashSet<string> read) : IConfigurationSection
{
    public RecordedConfiguration(IConfiguration inner)
        : this(inner, "", new HashSet<string>(StringComparer.OrdinalIgnoreCase))
    {
    }

    public IReadOnlySet<string> Read => read;

    public string Key => prefix[(prefix.LastIndexOf(':') + 1)..];

    public string Path => prefix;

    public string? Value
    {
        get
        {
            // The root has no value, but the binder reads it all the same on anything that says it is a section.
            Note(prefix);
            return (inner as IConfigurationSection)?.Value;
        }
        set => throw new NotSupportedException();
    }

    public string? this[string key]
    {
        get
        {
            Note(Full(key));
            return inner[key];
        }
        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() =>
        inner.GetChildren().Select(child => new RecordedConfiguration(child, Full(child.Key), read));

    public IChangeToken GetReloadToken() => inner.GetReloadToken();

    public IConfigurationSection GetSection(string key) => new RecordedConfiguration(inner.GetSection(key), Full(key), read);

    private string Full(string key) => prefix.Length == 0 ? key : $"{prefix}:{key}";

    private void Note(string key)
    {
        if (key.Length > 0)
        {
            read.Add(key);
        }
    }
}
