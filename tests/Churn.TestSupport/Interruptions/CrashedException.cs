namespace Churn.TestSupport.Interruptions;

/// <summary>Stands for the death of the process: nobody may catch it but the test.</summary>
public sealed class CrashedException(string message) : Exception(message);
