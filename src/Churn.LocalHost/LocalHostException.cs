namespace Churn.LocalHost;

/// <summary>A problem that the user can fix. The message is one sentence that says what is wrong and what to do.</summary>
public sealed class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);
