namespace Churn.LocalHost.Azurite;

public enum AzuriteAnswer
{
    Nothing,
    Azurite,
    SomethingElse,
}
