using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Events;
using Churn.Storage.Tables.Identity;
using Churn.Storage.Tables.Labels;
using Churn.Storage.Tables.Nightly;
using Churn.Storage.Tables.Offers;
using Churn.Storage.Tables.Operations;
using Churn.Storage.Tables.Privacy;
using Churn.Storage.Tables.Reports;
using Churn.Storage.Tables.Shops;

namespace Churn.Testing.Stores;

/// <summary>The app's own stores over one storage account.</summary>
public abstract class AppStores(TableServiceClient tables, QueueServiceClient queues)
{
    public TableServiceClient Tables => tables;

    public QueueServiceClient QueueService => queues;

    public BuyerStore Buyers => field ??= new(tables);

    public IdentityStore Identities => field ??= new(tables);

    public OfferStore Offers => field ??= new(tables);

    public PoisonStore Poisoned => field ??= new(tables);

    public ExportStore Exports => field ??= new(tables);

    public ShopRecords Records => field ??= new(tables);

    public ShopContents Contents => field ??= new(tables);

    public AccountStore Accounts => field ??= new(tables);

    public ModelStore Models => field ??= new(tables);

    public ReportStore Reports => field ??= new(tables);

    public RunStore Runs => field ??= new(tables);

    public PolicyStore Policies => field ??= new(tables);

    public EndpointStore Endpoints => field ??= new(tables);

    public MessageQueues Messages => field ??= new(queues);

    public ShopRequestQueue ShopRequests => field ??= new(queues);

    public PoisonQueues PoisonQueues => field ??= new(queues);

    public WaitingEvents WaitingEvents => field ??= new(queues);
}
