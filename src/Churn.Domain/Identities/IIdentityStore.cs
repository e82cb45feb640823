using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Identities;

/// <summary>Which buyer an identifier belongs to.</summary>
public interface IIdentityStore
{
    /// <summary>
    /// Claims an identifier for a buyer if nobody has it, and says whose it is. One request when it was free, two when it was taken.
    /// Claiming again for the same buyer changes nothing.
    /// </summary>
    Task<IdentifierOwner> ClaimAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Whose the identifier is, or null. One request.</summary>
    Task<IdentifierOwner?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>Gives an identifier to a buyer, whoever has it; what is shared stays shared. One request.</summary>
    Task AssignAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken);

    /// <summary>Gives an identifier from one buyer to another, if the one still has it; else changes nothing. Two requests.</summary>
    Task ReassignAsync(ShopId shop, Identifier identifier, BuyerId from, BuyerId to, CancellationToken cancellationToken);

    /// <summary>
    /// Says that several people use an identifier, and whose it was: whoever claims it from then on sees it, and whoever claimed it before is the one
    /// who is returned. Three to four requests.
    /// </summary>
    Task<IdentifierOwner> ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken);

    /// <summary>
    /// Leaves a tombstone on an identifier, whoever has it, and says who does; an earlier tombstone gives way, a later one stays. Whoever claims the
    /// identifier afterwards sees it, and whoever claimed it before is the one who is returned. Three to four requests.
    /// </summary>
    Task<IdentifierOwner> EraseAsync(ShopId shop, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Claims many identifiers, each for its buyer, and says whose each is. One request a thousand rows of the partitions concerned, and one for
    /// every hundred of a partition that nobody had.
    /// </summary>
    Task<IReadOnlyDictionary<Identifier, ClaimedIdentifier>> ClaimAllAsync(
        ShopId shop, IReadOnlyDictionary<Identifier, BuyerId> claims, CancellationToken cancellationToken);

    /// <summary>Which of many identifiers have a tombstone. One request a thousand rows of the partitions concerned.</summary>
    Task<IReadOnlySet<Identifier>> FindErasedAsync(ShopId shop, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken);
}
