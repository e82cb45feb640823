namespace Churn.LocalHost.Tests.Sample;

public sealed record SampleText(string Word, int Number);
