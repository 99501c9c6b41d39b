using AuditGen.Cli.Tests.Support;
using AuditGen.Erasure;
using AuditGen.Sqlite;
using AuditGen.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>Personal data on the command line: sealed, in clear with the keys, erased when they are shredded.</summary>
public sealed class PersonalDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditgen-cli-keys-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Keys => Path.Combine(_folder, "keys", "subjects.db");

    private string[] Store => ["--store", Path.Combine(_folder, "trail")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task As_of_shows_sealed_clear_and_erased_values()
    {
        await RunAsync(static services => services.GetRequiredService<IAuditTrail>().AppendAsync(new Admission(), Token).AsTask());

        (await CliRun.RunAsync(["as-of", "patient/7", "--at", "2099-01-01", .. Store])).Succeeded().Out.ShouldContain("(sealed ");
        string clear = (await CliRun.RunAsync(["as-of", "patient/7", "--at", "2099-01-01", "--keys", Keys, .. Store])).Succeeded().Out;
        clear.ShouldContain("measles");
        clear.ShouldContain("Ada Brandt");
        (await CliRun.RunAsync(["history", "patient/7", "--format", "ndjson", "--keys", Keys, .. Store])).Succeeded().Out
            .ShouldNotContain("measles", customMessage: "recorded texts, so that they verify");
        (await CliRun.RunAsync(["history", "patient/7", "--format", "json", "--keys", Keys, .. Store])).Succeeded().Out.ShouldContain("measles");

        await RunAsync(static services => services.GetRequiredService<IAuditErasure>().EraseAsync("7", "ticket 1", Token).AsTask());

        string erased = (await CliRun.RunAsync(["as-of", "patient/7", "--at", "2099-01-01", "--keys", Keys, .. Store])).Succeeded().Out;
        erased.ShouldContain("(erased)");
        erased.ShouldNotContain("measles");
        erased.ShouldNotContain("Ada Brandt");
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_is_not_made()
    {
        await RunAsync(static services => services.GetRequiredService<IAuditTrail>().AppendAsync(new Admission(), Token).AsTask());

        (await CliRun.RunAsync(["as-of", "patient/7", "--keys", Keys + "x", .. Store])).Refused("There is no file");

        File.Exists(Keys + "x").ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_is_erased_from_here_when_that_is_confirmed_and_it_is_on_record()
    {
        await RunAsync(static services => services.GetRequiredService<IAuditTrail>().AppendAsync(new Admission(), Token).AsTask());
        string[] erase = ["erase", "7", "--reason", "ticket 1021", "--keys", Keys, .. Store];

        (await CliRun.RunAsync(erase)).Refused("cannot be undone", "--yes");
        (await CliRun.RunAsync(["as-of", "patient/7", "--at", "2099-01-01", "--keys", Keys, .. Store])).Succeeded().Out.ShouldContain("measles");

        (await CliRun.RunAsync([.. erase, "--yes"])).Succeeded().Out.ShouldBe("erased 7" + Environment.NewLine);
        (await CliRun.RunAsync(["as-of", "patient/7", "--at", "2099-01-01", "--keys", Keys, .. Store])).Succeeded().Out.ShouldNotContain("measles");
        (await CliRun.RunAsync([.. erase, "--yes"])).Succeeded();

        // The application seals and stores what was recorded here when it starts again.
        await RunAsync(static async services => (await services.GetRequiredService<AuditGen.Reading.IAuditReader>().WaitUntilVisibleAsync(
            services.GetRequiredService<AuditGen.Journal.IJournal>().NextIndex, TimeSpan.FromMinutes(2), Token)).ShouldBeTrue());
        CliRun recorded = (await CliRun.RunAsync(["history", "subject/7", "--format", "ndjson", .. Store])).Succeeded();
        recorded.Lines.Length.ShouldBe(2);
        recorded.Lines.ShouldAllBe(static line => line.Contains("\"action\":\"personal_data.erase\"") && line.Contains("\"reason\":\"ticket 1021\"") && line.Contains("\"kind\":\"operator\""));
        (await CliRun.RunAsync("verify", Path.Combine(_folder, "trail"), "--no-memory")).Succeeded();
    }

    [Fact]
    public async Task Erasing_asks_for_what_it_needs()
    {
        await RunAsync(static services => services.GetRequiredService<IAuditTrail>().AppendAsync(new Admission(), Token).AsTask());

        (await CliRun.RunAsync(["erase", "7", "--reason", "x", "--yes", .. Store])).Refused("--keys FILE");
        (await CliRun.RunAsync(["erase", "7", "--keys", Keys, "--yes", .. Store])).Refused("--reason");
        (await CliRun.RunAsync(["erase", "7", "--reason", " ", "--keys", Keys, "--yes", .. Store])).Refused("not empty");
        (await CliRun.RunAsync(["erase", "7", "--reason", "x", "--keys", Keys + "x", "--yes", .. Store])).Refused("There is no file");
        (await CliRun.RunAsync(["erase", "7", "--reason", "x", "--keys", Keys, "--yes", "--store", "http://localhost:1"])).Refused("give the trail's folder");
        CliRun unknown = await CliRun.RunAsync(["erase", "nobody\e[31m", "--reason", "x", "--keys", Keys, "--yes", .. Store]);
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("""'nobody\u001B[31m'""");
        await RunAsync(async _ => (await CliRun.RunAsync(["erase", "7", "--reason", "x", "--keys", Keys, "--yes", .. Store])).Refused("is owned by process", "POST /api/erasures"));
    }

    private async Task RunAsync(Func<IServiceProvider, Task> work)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAuditGen(audit => audit
            .UseSqlite(Path.Combine(_folder, "trail"))
            .UseSqliteSubjectKeys(Keys, static options => options.Authorize = static (_, _) => ValueTask.FromResult(true)));
        using IHost host = builder.Build();
        await host.StartAsync(Token);
        await work(host.Services);
        await host.StopAsync(Token);
    }

    private sealed class Admission : IAppendableEvent
    {
        public AuditAction Action { get; } = new("patient.admit", AuditCategory.Create, "care", "patient") { EventType = "PatientAdmit" };

        public AuditOutcome Outcome => AuditOutcome.Success;

        public AuditResource? Resource { get; } = new("patient", "7") { Name = "Ada Brandt", NameSubject = "7" };

        public string? Reason => null;

        public int WriteChanges(AuditTextWriter writer)
        {
            var sink = new JsonChangeSink(writer);
            sink.Enter("diagnosis"u8);
            sink.Add<AuditPersonal<string?>, PersonalCodec<string?, StringCodec>>(AuditPersonal.Of<string?>("measles", "7"));
            sink.Exit();
            return sink.Count;
        }
    }
}
