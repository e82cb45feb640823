namespace Churn.LocalHost;

/// <summary>Something the person at the keyboard can mend; the message is one sentence that says what and how.</summary>
public sealed class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);
