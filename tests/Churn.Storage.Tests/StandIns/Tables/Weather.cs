namespace Churn.Storage.Tests.StandIns.Tables;

public enum Weather
{
    Unknown = 0,
    Sunny = 1,
    Rainy = 2,
}
