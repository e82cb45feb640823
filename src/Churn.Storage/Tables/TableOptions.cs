using System.ComponentModel.DataAnnotations;

namespace Churn.Storage.Tables;

/// <summary>The tables' names, settings <c>Tables:*</c>.</summary>
public sealed class TableOptions
{
    public const string Section = "Tables";

    private const string Name = "^[A-Za-z][A-Za-z0-9]{2,62}$";

    [Required, RegularExpression(Name)]
    public string Buyers { get; set; } = "Buyers";

    [Required, RegularExpression(Name)]
    public string Identities { get; set; } = "Identities";

    [Required, RegularExpression(Name)]
    public string Offers { get; set; } = "Offers";

    [Required, RegularExpression(Name)]
    public string Poisoned { get; set; } = "Poisoned";

    [Required, RegularExpression(Name)]
    public string Exports { get; set; } = "Exports";

    [Required, RegularExpression(Name)]
    public string Shops { get; set; } = "Shops";

    [Required, RegularExpression(Name)]
    public string Accounts { get; set; } = "Accounts";

    [Required, RegularExpression(Name)]
    public string Models { get; set; } = "Models";

    [Required, RegularExpression(Name)]
    public string Runs { get; set; } = "Runs";

    [Required, RegularExpression(Name)]
    public string Reports { get; set; } = "Reports";

    [Required, RegularExpression(Name)]
    public string Policies { get; set; } = "Policies";

    [Required, RegularExpression(Name)]
    public string Endpoints { get; set; } = "Endpoints";

    [Required, RegularExpression(Name)]
    public string Deliveries { get; set; } = "Deliveries";

    /// <summary>All of them, for whoever creates them.</summary>
    public IReadOnlyList<string> All => [Buyers, Identities, Offers, Poisoned, Exports, Shops, Accounts, Models, Runs, Reports, Policies, Endpoints, Deliveries];
}
