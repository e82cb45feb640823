namespace Churn.Testing.Interruptions;

/// <summary>
/// Is told of every store call, before it is made and after it took effect. It may wait, or throw as a dying process would.
/// </summary>
public interface IStoreCalls
{
    Task BeforeAsync(string call);

    Task AfterAsync(string call);
}

internal static class StoreCallsExtensions
{
    public static async Task<T> AroundAsync<T>(this IStoreCalls calls, string call, Func<Task<T>> make)
    {
        await calls.BeforeAsync(call);
        var made = await make();
        await calls.AfterAsync(call);
        return made;
    }
}
