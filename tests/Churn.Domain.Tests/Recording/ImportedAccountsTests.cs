using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Recording;

/// <summary>Tests that imported business orders reach their companies' accounts.</summary>
public sealed class ImportedAccountsTests
{
    private const int Companies = 40;

    private static readonly Shop Shop = AShop.Named("import-accounts");

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 70)]
    public async Task ImportAsync_OrdersOfCompanies_LeavesTheAccountsThatRecordingEachLeaves(int seed, int buffer)
    {
        var random = new Random(seed);
        var orders = Orders(random);
        var (imported, recorded) = (RecorderScenario.InMemory(Shop), RecorderScenario.InMemory(Shop));
        foreach (var order in orders)
        {
            await recorded.Storage.Messages.NotifyAccountsAsync(await recorded.Recorder.RecordAsync(order, default), default);
        }

        await ImportAsync(imported, orders, buffer);
        await SettleAsync(imported);
        await SettleAsync(recorded);

        for (var company = 0; company < Companies; company++)
        {
            var key = new AccountKey(Shop.Id, $"c{company}");
            var expected = await recorded.Storage.Accounts.GetAsync(key, default);
            var actual = await imported.Storage.Accounts.GetAsync(key, default);
            Assert.True(
                expected is not null && expected.Members == actual?.Members && expected.Facts == actual.Facts,
                $"Seed {seed}: the account of company {company} differs.");
        }
    }

    [Fact]
    public async Task ImportAsync_StartedAgain_TellsTheAccountsAgainInFewMessages()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var orders = Orders(new Random(3));
        await ImportAsync(scenario, orders, 1_000);
        scenario.Queues.Accounts.Clear();

        var counts = await ImportAsync(scenario, orders, 1_000);

        Assert.Equal(orders.Length, counts.Duplicates);
        var members = scenario.Queues.Accounts.Sum(message => message.Members.Sum(company => company.Count()));
        Assert.Equal((members + AccountMessage.MaxMembers - 1) / AccountMessage.MaxMembers, scenario.Queues.Accounts.Count);
        var told = scenario.Queues.Accounts.SelectMany(message => message.Members.Select(company => company.Key)).Distinct();
        Assert.Equal(Companies, told.Count());
    }

    [Fact]
    public void Write_AMessageOfTheLongestIds_FitsOnAQueue()
    {
        var member = new AccountMember(new string('\u00e9', AccountKey.MaxCompanyLength), new BuyerId($"e{new string('0', 32)}"));
        var message = new AccountMessage
        {
            Shop = Shop.Id,
            Company = member.Company,
            Buyer = member.Buyer,
            More = [.. Enumerable.Repeat(member, AccountMessage.MaxMembers - 1)],
        };

        var text = MessageJson.Write(message);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 60_000);
        Assert.Equal(AccountMessage.MaxMembers, MessageJson.Read<AccountMessage>(text).Members.Single().Count());
    }

    private static Order[] Orders(Random random) => [.. Enumerable.Range(0, 300).Select(i =>
    {
        var order = AnOrder.Of(Shop, $"{i}", $"2026-0{random.Next(1, 10)}-1{random.Next(10)}", $"b{random.Next(90)}@example.org");
        if (random.Next(3) == 0 && i >= Companies)
        {
            return order;
        }

        var company = i < Companies ? i : random.Next(Companies);
        return order with { Buyer = order.Buyer with { CompanyId = $"c{company}" } };
    })];

    private static async Task SettleAsync(RecorderScenario scenario)
    {
        while (scenario.Queues.Accounts.TryDequeue(out var message))
        {
            await scenario.Accounts.SettleAsync(MessageJson.Read<AccountMessage>(MessageJson.Write(message)), default);
        }
    }

    private static Task<ImportCounts> ImportAsync(RecorderScenario scenario, IEnumerable<Order> orders, int buffer) =>
        scenario.Importer.ImportAsync(Shop.Id, orders.ToAsyncEnumerable(), buffer, _ => { }, default);
}
