using Churn.Statistics.Histories;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Models.ParetoNbd;

namespace Churn.Statistics.Tests.TestData;

/// <summary>
/// The parameters of CDNOW in weeks: as Fader, Hardie and Lee (2005), the vignette of R's BTYD and its Pareto/NBD print them, and the
/// maxima to eight digits.
/// </summary>
internal static class Published
{
    internal static readonly BgNbdModel BgThreeDigits = new(new BgNbdParameters(0.243, 4.414, 0.793, 2.426, TimeUnit.Weeks));

    internal static readonly BgNbdModel Bg = new(new BgNbdParameters(0.24259452, 4.41360219, 0.79292199, 2.42590675, TimeUnit.Weeks));

    internal static readonly BgNbdModel BgVignette = new(new BgNbdParameters(0.2425967, 4.413659, 0.7929869, 2.426164, TimeUnit.Weeks));

    internal static readonly MbgNbdModel Mbg = new(new MbgNbdParameters(0.5248432, 6.18308604, 0.89135928, 1.61400211, TimeUnit.Weeks));

    internal static readonly ParetoNbdModel Pareto = new(new ParetoNbdParameters(0.5534, 10.5802, 0.6061, 11.6562, TimeUnit.Weeks));

    internal static readonly PurchaseHistory Buyer = new(2, 213 / 7.0, 272 / 7.0, TimeUnit.Weeks);

    internal static readonly PurchaseHistory OneTimer = new(0, 0, 272 / 7.0, TimeUnit.Weeks);

    internal static PurchaseHistory Weeks(int x, double tx, double T) => new(x, tx, T, TimeUnit.Weeks);
}
