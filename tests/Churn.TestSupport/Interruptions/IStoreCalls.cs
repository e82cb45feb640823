namespace Churn.TestSupport.Interruptions;

/// <summary>Is told of every store call before it is made and after it took effect; may wait, or throw as a dying process would.</summary>
public interface IStoreCalls
{
    Task BeforeAsync(string call);

    Task AfterAsync(string call);
}
