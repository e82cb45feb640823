namespace Churn.TestSupport.Interruptions;

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
