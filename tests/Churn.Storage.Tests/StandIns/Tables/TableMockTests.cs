using Azure;
using Azure.Data.Tables;
using Moq;

namespace Churn.Storage.Tests.StandIns.Tables;

public sealed class TableMockTests
{
    [Fact]
    public async Task Clients_UnderMoq_AnswerWhatTheyAreTold()
    {
        var table = new Mock<TableClient>();
        var service = new Mock<TableServiceClient>();
        service.Setup(s => s.GetTableClient("Orders")).Returns(table.Object);
        table.Setup(t => t.Name).Returns("Orders");
        table
            .Setup(t => t.GetEntityAsync<TableEntity>("p", "r", null, default))
            .ReturnsAsync(Response.FromValue(new TableEntity("p", "r"), Mock.Of<Response>()));
        table
            .Setup(t => t.QueryAsync<TableEntity>(It.IsAny<string>(), null, null, default))
            .Returns(AsyncPageable<TableEntity>.FromPages([Page<TableEntity>.FromValues([new("p", "1")], null, Mock.Of<Response>())]));

        TableClient fake = service.Object.GetTableClient("Orders");

        Assert.Equal("Orders", fake.Name);
        Assert.Equal("r", (await fake.GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
        Assert.Equal("1", Assert.Single(await TableLab.ToListAsync(fake.QueryAsync<TableEntity>("x"))).RowKey);
    }
}
