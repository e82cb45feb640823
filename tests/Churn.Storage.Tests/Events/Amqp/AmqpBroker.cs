using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Sasl;
using Azure.Messaging.ServiceBus;

namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>
/// A broker on this machine that shows a sender as much of Service Bus as it needs, over the protocol that Microsoft's client speaks. It
/// answers as the test says.
/// </summary>
internal sealed class AmqpBroker : ILinkProcessor, IDisposable
{
    /// <summary>The largest message that the service's standard tier takes, in bytes.</summary>
    private const ulong MostBytes = 256 * 1024;

    private readonly ContainerHost _host;
    private readonly Func<int, BrokerAnswer> _answer;
    private readonly List<ReceivedEvent> _taken = [];
    private readonly int _port;
    private int _sends;

    /// <param name="answer">Chooses the answer to a send. It gets the number of the send, counted from 1.</param>
    public AmqpBroker(Func<int, BrokerAnswer> answer)
    {
        _answer = answer;
        _port = FreePort();
        _host = new ContainerHost(new Address($"amqp://127.0.0.1:{_port}"));
        _host.Listeners[0].SASL.EnableMechanism("MSSBCBS", SaslProfile.Anonymous);
        _host.RegisterRequestProcessor("$cbs", new TokenProcessor());
        _host.RegisterLinkProcessor(this);
        _host.Open();
    }

    public int Sends => _sends;

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{_port};SharedAccessKeyName=test;SharedAccessKey=test;UseDevelopmentEmulator=true;";

    public IReadOnlyList<ReceivedEvent> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Makes a client as a new process has it. It does not try again by itself.</summary>
    public ServiceBusClient Client() => new(
        ConnectionString,
        new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(30) },
        });

    public void Process(AttachContext attachContext)
    {
        attachContext.Attach.MaxMessageSize = MostBytes;
        attachContext.Complete(new EntityEndpoint(this, ((Target)attachContext.Attach.Target).Address.TrimStart('/')), 300);
    }

    public void Dispose() => _host.Close();

    internal void Receive(string entity, MessageContext context)
    {
        var answer = _answer(Interlocked.Increment(ref _sends));
        if (answer is BrokerAnswer.Take or BrokerAnswer.LoseAnswer)
        {
            lock (_taken)
            {
                _taken.AddRange(Unpack(context.Message).Select(message => Read(entity, message)));
            }
        }

        switch (answer)
        {
            case BrokerAnswer.Take:
                context.Complete();
                break;
            case BrokerAnswer.Fail:
                context.Complete(new Error(ErrorCode.InternalError) { Description = "The broker of the test fails." });
                break;
            case BrokerAnswer.Throttle:
                context.Complete(new Error("com.microsoft:server-busy") { Description = "The broker of the test is busy." });
                break;
            default:
                var dropped = new Error(ErrorCode.ConnectionForced) { Description = "The broker of the test drops the connection." };
                context.Link.Session.Connection.CloseAsync(TimeSpan.Zero, dropped);
                break;
        }
    }

    // A batch is one message, whose pieces of data are messages themselves.
    private static IEnumerable<Message> Unpack(Message message) => message.BodySection is DataList pieces
        ? Enumerable.Range(0, pieces.Count).Select(i => Message.Decode(pieces[i].Buffer))
        : message.Format == 0x80013700 && message.BodySection is Data only ? [Message.Decode(only.Buffer)]
        : [message];

    private static ReceivedEvent Read(string entity, Message message) => new(
        entity,
        message.Properties.MessageId,
        message.Properties.GroupId,
        message.Properties.Subject,
        System.Text.Encoding.UTF8.GetString(((Data)message.BodySection).Binary),
        message.ApplicationProperties.Map.ToDictionary(pair => (string)pair.Key, pair => pair.Value));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
