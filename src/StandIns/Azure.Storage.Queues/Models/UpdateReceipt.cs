namespace Azure.Storage.Queues.Models;

public class UpdateReceipt
{
    internal UpdateReceipt()
    {
    }

    public string PopReceipt { get; internal init; }

    public DateTimeOffset NextVisibleOn { get; internal init; }
}
