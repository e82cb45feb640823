using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Domain.Tests.Labels.Policies;

public sealed class PolicyJsonTests
{
    [Fact]
    public void Read_WhatWriteWrote_IsTheSame()
    {
        const string Text = """{"model":"Consumables","numbers":{"cycleDays":30,"learnCycle":false,"offers.flash.cooldownDays":90,"offers.flash.offered":true},"products":{"beans":{"cycleDays":21,"consumable":true},"grinder":{"onceInALifetime":true}}}""";

        var reading = PolicyJson.Read(Text);

        Assert.Empty(reading.Problems);
        Assert.Equal(BusinessModel.Consumables, reading.Overrides.Model);
        Assert.Equal(Text, PolicyJson.Write(reading.Overrides));
    }

    [Theory]
    [InlineData(
        """{"numbers":{"cycleDays":0}}""",
        "cycleDays is 0; it takes a whole number from 1 to 3650. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"cycleDays":3651}}""",
        "cycleDays is 3651; it takes a whole number from 1 to 3650. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"cycleDays":30.5}}""",
        "cycleDays is 30.5; it takes a whole number from 1 to 3650. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"learnCycle":1}}""",
        "learnCycle is 1; it takes true or false. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"vipTopPercent":"ten"}}""",
        "vipTopPercent is a text; it takes a whole number from 0 to 50. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"cycledays":30}}""",
        "cycledays is not a number of a policy; docs/policies.md lists them all. Take it out of numbers, or correct the name.")]
    [InlineData(
        """{"model":"Bakery"}""",
        "model takes one of GeneralRetail, Fashion, Consumables, Subscription, Wholesale, Services, OneProduct; "
        + "leave it out to use the shop's setting.")]
    [InlineData(
        """{"products":{"sku-1":{"cycleDays":4000}}}""",
        "products.sku-1.cycleDays is 4000; it takes a whole number from 0 to 3650. Leave it out for the shop's cycle.")]
    [InlineData(
        """{"products":{"sku-1":{"onceInALifetime":true,"ceilingUnits":3}}}""",
        "products.sku-1 is bought once in a lifetime and has a ceiling of 3: leave one of the two out.")]
    [InlineData(
        """{"products":{"sku-1":{"onceInALifetime":true,"consumable":true}}}""",
        "products.sku-1 is bought once in a lifetime and used up: leave one of the two out.")]
    [InlineData("""{"name":"x"}""", "A policy holds model, numbers and products, and nothing else.")]
    [InlineData("[]", "The policy has to be a JSON object.")]
    [InlineData("{", "The policy is not JSON.")]
    public void Read_WhatCannotBe_SaysWhichNumberItsRangeAndWhatToDo(string json, string problem) =>
        Assert.Equal(problem, string.Join("\n", PolicyJson.Read(json).Problems));

    [Theory]
    [InlineData("""{"numbers":{"cycleDays":1,"atRiskPercent":99,"clientPurchaseDays":2,"vipNetPerYear":10000000000000}}""")]
    [InlineData("""{"numbers":{"cycleDays":3650,"atRiskPercent":10,"clientPurchaseDays":100,"vipNetPerYear":1}}""")]
    public void Read_TheEndsOfRanges_AreTaken(string json) => Assert.Empty(PolicyJson.Read(json).Problems);

    [Fact]
    public void Apply_EveryNumberAtBothEnds_ReadsBackAsWritten()
    {
        foreach (var model in Enum.GetValues<BusinessModel>())
        {
            foreach (var number in PolicyCatalog.Numbers.Values)
            {
                foreach (var value in (long[])[number.Least, number.Most])
                {
                    var kind = number.Name.Split('.') is ["offers", var name, _] ? $"offers.{name}.offered" : null;
                    var numbers = PolicyOverrides.None.Numbers.SetItem(number.Name, value);
                    var set = kind is null || kind == number.Name ? numbers : numbers.SetItem(kind, 1);
                    var overrides = PolicyOverrides.None with { Numbers = set };

                    var policy = overrides.Apply(model, 1);

                    Assert.True(number.Read(policy) == value, $"{model}, {number.Name}: {number.Read(policy)} instead of {value}");
                }
            }
        }
    }
}
