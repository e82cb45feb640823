namespace Churn.TestSupport.Crashes;

/// <summary>Where a worker dies: at the first call of a name after some requests, or at any call when that name does not come.</summary>
/// <param name="Call">One of <see cref="StorageCalls.All"/>.</param>
/// <param name="After">After the answer came, else before the request is sent.</param>
/// <param name="NotBefore">Requests that are made first, counted from 1.</param>
/// <param name="AtLatest">The request that any name will do for.</param>
public sealed record Death(string Call, bool After, int NotBefore, int AtLatest);
