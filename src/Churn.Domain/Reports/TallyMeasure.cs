namespace Churn.Domain.Reports;

/// <summary>What is summed of a month. The numbers are part of the stored form.</summary>
internal enum TallyMeasure : byte
{
    Buyers = 1,
    Orders = 2,
    NetValue = 3,
    ClientBuyers = 4,
    ClientOrders = 5,
    ClientNetValue = 6,
    AnonymousOrders = 7,
    AnonymousNetValue = 8,
}
