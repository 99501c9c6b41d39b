using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen erase PERSON</c>: shreds a person's key and records it, where the application does not run.</summary>
internal sealed class EraseCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly Argument<string> _subject = new("person") { Description = "the person, as [AuditPersonalData] names them: the id, behind its kind and a colon where one is given (customer:17)" };
    private readonly Option<string> _reason = new("--reason") { Description = "why; recorded in clear and for good, so do not repeat here what is to be erased", Required = true };
    private readonly Option<bool> _yes = new("--yes") { Description = "do it; without it nothing is done but saying what would be" };

    public EraseCommand(CliHost host)
        : base("erase", "Make the personal data of a person unreadable for ever, by destroying the key it is encrypted under. Recorded in the trail, with the reason and your name. "
            + "The application must not be running; a running one does it by POST /api/erasures below its audit address.")
    {
        _host = host;
        _store = new StoreOption(host);
        Add(_subject);
        Add(_reason);
        Add(_yes);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string subject = arguments.GetRequiredValue(_subject);
        string reason = arguments.GetRequiredValue(_reason);
        if (string.IsNullOrWhiteSpace(subject) || string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException("The person and --reason are not empty.");
        }

        string journal = _store.JournalFolder(arguments);
        string keys = _store.KeysFile(arguments) ?? throw new UsageException("Say where the keys of persons are: --keys FILE, the one that UseSqliteSubjectKeys names.");
        if (!arguments.GetValue(_yes))
        {
            throw new UsageException(
                $"Nothing was done: this cannot be undone. The key of '{subject}' is destroyed, so that nobody can read this person's data any more, in journal, store, archives, "
                + "Elasticsearch, exports and backups alike, and what is recorded of the person later is not stored at all. No event goes: ids, times, reasons and the proofs "
                + "of the ledger stay. A backup of the key file brings the key back: delete it there too. If this is what you want, repeat the command with --yes.");
        }

        return await EraseAsync(subject, reason, journal, keys, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> EraseAsync(string subject, string reason, string journal, string keys, CancellationToken cancellationToken)
    {
        ServiceProvider services = Services(journal, keys);
        await using (services.ConfigureAwait(false))
        {
            // Whoever can read the keys and write the trail's files may do this: the operating system has decided.
            using IDisposable acting = AuditContext.Begin(new AuditContext { Actor = new AuditActor($"{Environment.UserName}@{Environment.MachineName}") { Kind = "operator" } });
            ErasureOutcome outcome = await Erasure(services).EraseAsync(subject, reason, cancellationToken).ConfigureAwait(false);
            if (outcome != ErasureOutcome.Erased)
            {
                await _host.NoteAsync($"auditgen: no personal data was ever recorded under the name '{subject}', so nothing was erased. Is its kind missing (KIND:ID)? That you asked is recorded.").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        }

        await _host.Out.WriteLineAsync(SafeText.Of($"erased {subject}")).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    /// <summary>The application's writer, without what seals, stores and exports: it does so with this event too when it starts.</summary>
    private ServiceProvider Services(string journal, string keys)
    {
        var services = new ServiceCollection();
        services.AddSingleton(_host.Time);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddAuditGen(audit => audit
            .Service("auditgen", typeof(EraseCommand).Assembly.GetName().Version?.ToString(3))
            .UseSqliteJournal(journal)
            .UseSqliteSubjectKeys(keys, static options => options.Authorize = static (_, _) => ValueTask.FromResult(true)));
        return services.BuildServiceProvider();
    }

    private static IAuditErasure Erasure(ServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IAuditErasure>();
        }
        catch (JournalException held) when (held.IsTransient)
        {
            throw new UsageException($"{held.Message} A running application has a person erased by POST /api/erasures below its audit address.");
        }
    }
}
