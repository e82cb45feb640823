namespace Churn.Domain.Privacy;

/// <summary>What an erasure came to; all zero when there was nothing left to erase.</summary>
/// <param name="Buyers">Buyers who had something.</param>
/// <param name="Orders">Orders erased.</param>
/// <param name="Offers">Offers erased.</param>
/// <param name="Messages">Given-up messages thrown away.</param>
/// <param name="Events">Events taken back from the queue that others read.</param>
public readonly record struct ErasureResult(int Buyers, int Orders, int Offers, int Messages, int Events = 0);
