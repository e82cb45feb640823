using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Churn.Functions.Tests;

public sealed class TelemetryRegistrationTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001", false)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001;Authorization=AAD", true)]
    public void Credential_TheHostsSetting_IsAnIdentityExactlyWhenItSaysSo(string? setting, bool identity) =>
        Assert.Equal(identity, TelemetryRegistration.Credential(setting) is ManagedIdentityCredential);

    [Theory]
    [InlineData(null)]
    [InlineData("http://127.0.0.1:4317")]
    public void AddChurnTelemetry_WithAndWithoutAnEndpoint_MakesBothProviders(string? endpoint)
    {
        var services = new ServiceCollection().AddLogging();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(TelemetryRegistration.Otlp, endpoint)]).Build();
        services.AddSingleton<IConfiguration>(configuration).AddChurnTelemetry(configuration);

        using var container = services.BuildServiceProvider();

        Assert.NotNull(container.GetRequiredService<MeterProvider>());
        Assert.NotNull(container.GetRequiredService<TracerProvider>());
    }
}
