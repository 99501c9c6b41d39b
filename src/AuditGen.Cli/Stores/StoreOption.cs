using System.Collections.Immutable;
using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Verbs;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Erasure;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Erasure;

namespace AuditGen.Cli.Stores;

/// <summary>Says which store is asked: a folder for the embedded one, addresses for Elasticsearch.</summary>
internal sealed class StoreOption(CliHost host)
{
    /// <summary>Stands in for the option where it is not given.</summary>
    public const string Variable = "AUDITGEN_STORE";

    private readonly Option<string[]> _store = new("--store")
    {
        Description = $"the trail's folder, or https://HOST:PORT of Elasticsearch, once for each node; {Variable} where not given. "
            + $"Credentials: {ElasticsearchConnection.ApiKeyVariable}, or {ElasticsearchConnection.UserVariable} and {ElasticsearchConnection.PasswordVariable}",
    };

    private readonly Option<string?> _namespace = new("--namespace") { Description = "Elasticsearch: the end of the data streams' names; 'default' where not given" };
    private readonly Option<string?> _fingerprint = new("--fingerprint") { Description = "Elasticsearch: SHA-256 of the certificate of the cluster's authority, in hexadecimal" };

    private readonly Option<string?> _keys = new("--keys")
    {
        Description = "the file with the keys of persons (UseSqliteSubjectKeys), to read personal data in clear; without it such data shows as sealed",
    };

    public void AddTo(Command command)
    {
        command.Add(_keys);
        command.Add(_store);
        command.Add(_namespace);
        command.Add(_fingerprint);
    }

    /// <summary>Whether an address of Elasticsearch is given.</summary>
    public bool IsElasticsearch(ParseResult arguments) => IsAddress(Given(arguments)[0]);

    /// <summary>The namespace of data streams.</summary>
    public string Namespace(ParseResult arguments) => arguments.GetValue(_namespace) ?? "default";

    /// <summary>The folder of the embedded store.</summary>
    public StoreFolder Folder(ParseResult arguments) => Given(arguments) is [var one] && !IsAddress(one)
        ? StoreFolder.Find(one)
        : throw new UsageException("This is about the embedded store: give its folder with --store.");

    /// <summary>The folder of the journal: inside the trail's folder, beside the store's, or the one given.</summary>
    public string JournalFolder(ParseResult arguments)
    {
        string folder = Given(arguments) is [var one] && !IsAddress(one)
            ? one
            : throw new UsageException("This is about the journal: give the trail's folder with --store.");
        return StoreFolder.FindJournal(folder);
    }

    /// <summary>The file with the keys of persons; <see langword="null"/> where none is given. One that is not there is refused, not made.</summary>
    public string? KeysFile(ParseResult arguments) => arguments.GetValue(_keys) is not { } file || File.Exists(file)
        ? arguments.GetValue(_keys)
        : throw new UsageException($"There is no file {file}. Give the one that UseSqliteSubjectKeys names.");

    /// <summary>Opens the store for reading, beside whoever writes it.</summary>
    public OpenedStore Open(ParseResult arguments)
    {
        if (KeysFile(arguments) is not { } file)
        {
            return OpenSealed(arguments);
        }

        OpenedStore opened = OpenSealed(arguments);
        var keys = SqliteSubjectKeyStore.Open(file, host.Time);
        return new OpenedStore(new PersonalDataReader(keys).Over(opened.Store), opened.IsBehindKnown, opened, new Closing(keys));
    }

    private OpenedStore OpenSealed(ParseResult arguments)
    {
        if (!IsElasticsearch(arguments))
        {
            StoreFolder folder = Folder(arguments);
            var journal = JournalBeside.Open(folder.Journal);
            var embedded = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Store, Time = host.Time }, journal);
            return new OpenedStore(embedded, isBehindKnown: journal is not null, embedded, journal);
        }

        HttpElasticsearchTransport transport = Connect(arguments);
        var store = new ElasticsearchAuditStore(transport, new ElasticsearchStoreOptions { Namespace = Namespace(arguments) }, time: host.Time);
        return new OpenedStore(store, isBehindKnown: false, new Closing(transport));
    }

    /// <summary>Makes a client of the cluster; it connects with the first request.</summary>
    public HttpElasticsearchTransport Connect(ParseResult arguments) => Connect(arguments, Given(arguments));

    /// <summary>Makes a client of another cluster than the one asked; it connects with the first request.</summary>
    public HttpElasticsearchTransport Connect(ParseResult arguments, IEnumerable<string> addresses)
    {
        var options = new ElasticsearchOptions
        {
            Nodes = [.. addresses.Select(ElasticsearchConnection.Address)],
            CertificateFingerprint = arguments.GetValue(_fingerprint),
            Credentials = ElasticsearchConnection.Credentials(host),
        };
        string faults = string.Join(' ', options.Validate());
        return faults.Length == 0 ? new HttpElasticsearchTransport(options, host.Time) : throw new UsageException(faults);
    }

    private ImmutableArray<string> Given(ParseResult arguments)
    {
        string[] given = arguments.GetValue(_store) ?? [];
        if (given.Length == 0 && host.Variable(Variable) is { Length: > 0 } usual)
        {
            given = [usual];
        }

        if (given.Length == 0)
        {
            throw new UsageException($"Say which store: --store FOLDER for the embedded one, --store https://HOST:9200 for Elasticsearch; or set {Variable}.");
        }

        return given.Length == 1 || given.All(IsAddress)
            ? [.. given]
            : throw new UsageException("Give --store once, with a folder; only the nodes of an Elasticsearch cluster may be several.");
    }

    private static bool IsAddress(string text) => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private sealed class Closing(IDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
