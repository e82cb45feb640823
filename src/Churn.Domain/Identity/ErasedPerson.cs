using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>Whom an erasure concerns.</summary>
/// <param name="Named">The identifiers of the request that are the person's alone; all of them where several people share each.</param>
/// <param name="Known">Every identifier that evidence of before the limit connects with those.</param>
/// <param name="Buyers">The ids under which the person was recorded, aliases included.</param>
public sealed record ErasedPerson(ImmutableSortedSet<Identifier> Named, ImmutableSortedSet<Identifier> Known, ImmutableSortedSet<BuyerId> Buyers);
