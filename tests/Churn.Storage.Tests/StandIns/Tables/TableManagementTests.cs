using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TableManagementTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task CreateAsync_TableExists_Throws409WithItsCode()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal(409, exception.Status);
        Assert.Equal("TableAlreadyExists", exception.ErrorCode);
        Assert.True(exception.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task CreateIfNotExistsAsync_Twice_IsAValueBothTimes()
    {
        var table = new TableClient(azurite.ConnectionString, TableLab.NewName(), TableLab.Options());

        Response<TableItem> first = await table.CreateIfNotExistsAsync();
        Response<TableItem> second = await table.CreateIfNotExistsAsync();

        Assert.Equal(204, first.GetRawResponse().Status);
        Assert.Equal(409, second.GetRawResponse().Status);
        Assert.Equal(table.Name, second.Value.Name);
    }

    [Fact]
    public async Task DeleteAsync_MissingTable_Is404AsAValue()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(404, (await table.DeleteAsync()).Status);
    }

    [Fact]
    public async Task QueryAsync_TablesByName_ListsThoseAndNoOthers()
    {
        var service = new TableServiceClient(azurite.ConnectionString, TableLab.Options());
        string name = TableLab.NewName();
        foreach (string suffix in new[] { "a", "b", "c" }) await service.CreateTableAsync(name + suffix);

        FormattableString filter = $"TableName ge {name + "b"} and TableName le {name + "c"}";
        List<TableItem> range = await TableLab.ToListAsync(service.QueryAsync(filter));
        List<TableItem> single = await TableLab.ToListAsync(service.QueryAsync(table => table.Name == name + "a"));

        Assert.Equal([name + "b", name + "c"], range.Select(table => table.Name));
        Assert.Equal(name + "a", Assert.Single(single).Name);
    }

    [Fact]
    public async Task QueryAsync_OneTableAPage_GoesOnToTheLast()
    {
        var service = new TableServiceClient(azurite.ConnectionString, TableLab.Options());
        string name = TableLab.NewName();
        foreach (string suffix in new[] { "a", "b", "c" }) await service.CreateTableAsync(name + suffix);

        string filter = TableServiceClient.CreateQueryFilter($"TableName ge {name + "a"} and TableName le {name + "c"}");
        List<Page<TableItem>> pages = await TableLab.ToListAsync(service.QueryAsync(filter, 1).AsPages());

        Assert.Equal([1, 1, 1], pages.Select(page => page.Values.Count).Where(count => count > 0));
    }

    [Fact]
    public async Task GetTableClient_TableCreatedByTheService_WritesIntoIt()
    {
        var service = new TableServiceClient(azurite.ConnectionString, TableLab.Options());
        string name = TableLab.NewName();
        await service.CreateTableIfNotExistsAsync(name);

        await service.GetTableClient(name).AddEntityAsync(new TableEntity("p", "r"));
        await service.DeleteTableAsync(name);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => service.GetTableClient(name).GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(404, exception.Status);
    }

    [Fact]
    public void CreateAndDelete_Synchronously_DoTheSame()
    {
        var service = new TableServiceClient(azurite.ConnectionString, TableLab.Options());
        string name = TableLab.NewName();

        Assert.Equal(name, service.CreateTable(name).Value.Name);
        Assert.Equal(409, service.CreateTableIfNotExists(name).GetRawResponse().Status);
        Assert.Single(service.Query(table => table.Name == name));
        Assert.Equal(204, service.DeleteTable(name).Status);
    }
}
