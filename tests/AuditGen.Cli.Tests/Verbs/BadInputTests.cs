using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>Each bad input is refused with exit code 2 and a sentence that says what to write instead.</summary>
public sealed class BadInputTests(SampleStores stores) : IClassFixture<SampleStores>
{
    [Theory]
    [InlineData("--limit is a whole number from 1 to 100000", "search", "--limit", "0")]
    [InlineData("--limit is a whole number", "search", "--limit", "many")]
    [InlineData("--cursor is not a cursor", "search", "--cursor", "xyz")]
    [InlineData("--order is one of newest, oldest", "search", "--order", "up")]
    [InlineData("--format is one of table, json, ndjson, csv", "search", "--format", "xml")]
    [InlineData("--format is one of table, json, csv", "as-of", "a/1", "--format", "ndjson")]
    [InlineData("--category is one of activate, approve", "search", "--category", "destroy")]
    [InlineData("--outcome is one of success, failure, denied, unknown", "search", "--outcome", "ok")]
    [InlineData("--operation is an id such as", "search", "--operation", "17")]
    [InlineData("--since cannot be read: 'soon'. Write a span back from now", "search", "--since", "soon")]
    [InlineData("--from cannot be read", "search", "--from", "2026-13-01")]
    [InlineData("lies outside the calendar", "search", "--since", "999999999w")]
    [InlineData("--since and --from say the same", "search", "--since", "2h", "--from", "2026-11-01")]
    [InlineData("--to comes after --from", "search", "--from", "2026-11-02", "--to", "2026-11-01")]
    [InlineData("There is no time zone 'Mars/Olympus'", "search", "--zone", "Mars/Olympus")]
    [InlineData("Write its type and id with a slash between", "search", "--resource", "/1")]
    [InlineData("must be of one type", "search", "--resource", "a/1", "--resource", "b/2")]
    [InlineData("must be of one type", "search", "--resource", "a/1", "--resource", "a")]
    [InlineData("--context is empty", "search", "--context", "")]
    [InlineData("An event is an id such as", "show", "INV-1")]
    [InlineData("is only a type", "history", "invoice")]
    [InlineData("is only a type", "as-of", "invoice")]
    [InlineData("The session is empty", "session", "")]
    [InlineData("--at cannot be read", "as-of", "invoice/1", "--at", "the other day")]
    [InlineData("Did you mean --context?", "search", "--contxt", "finance")]
    [InlineData("auditgen search --help", "search", "--limit")]
    public async Task A_bad_value_is_named(string sentence, params string[] arguments)
    {
        (await CliRun.RunAsync([.. arguments, .. stores.Embedded])).Refused(sentence);
    }

    [Fact]
    public async Task A_bad_value_is_refused_alike_over_a_cluster()
    {
        (await CliRun.RunAsync(["search", "--since", "soon", .. stores.Cluster])).Refused("--since cannot be read");
        (await CliRun.RunAsync(["search", "--cursor", "xyz", .. stores.Cluster])).Refused("--cursor is not a cursor");
    }

    [Fact]
    public async Task A_verb_that_is_mistyped_is_recognised() => (await CliRun.RunAsync("serch")).Refused("Did you mean search?", "auditgen --help");

    [Fact]
    public async Task No_verb_at_all_points_to_the_help() => (await CliRun.RunAsync()).Refused("auditgen --help");

    [Fact]
    public async Task No_store_at_all_says_how_to_name_one() => (await CliRun.RunAsync("search")).Refused("--store FOLDER", "--store https://HOST:9200", "AUDITGEN_STORE");

    [Fact]
    public async Task A_folder_that_is_not_there_is_named() => (await CliRun.RunAsync("search", "--store", "no/such/folder")).Refused("There is no folder no/such/folder");

    [Fact]
    public async Task A_folder_without_a_store_is_named() => (await CliRun.RunAsync("search", "--store", stores.Trail.Journal)).Refused("holds no store", "Give the trail's folder");

    [Fact]
    public async Task Two_folders_are_one_too_many() => (await CliRun.RunAsync([.. stores.Embedded, "search", .. stores.Embedded])).ExitCode.ShouldBe(2);

    [Fact]
    public async Task A_store_that_is_damaged_is_named()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);
        await File.WriteAllTextAsync(Path.Combine(trail.Store, "store.db"), new string('x', 9000), TestContext.Current.CancellationToken);

        (await CliRun.RunAsync("search", "--store", trail.Folder)).Refused("store.db", "restore it from a backup");
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_named() =>
        (await CliRun.RunAsync("search", "--store", "http://127.0.0.1:9")).Refused("Check the address");

    [Fact]
    public async Task An_address_with_a_password_is_refused_and_not_repeated()
    {
        CliRun run = (await CliRun.RunAsync("search", "--store", "https://elastic:s3cret@es-1:9200")).Refused("Addresses are logged");

        run.Error.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_fingerprint_is_checked() =>
        (await CliRun.RunAsync(["search", "--fingerprint", "zz", .. stores.Cluster])).Refused("CertificateFingerprint is a SHA-256");

    [Fact]
    public async Task A_key_that_is_none_is_refused_and_not_repeated()
    {
        var surroundings = new CliSurroundings { Variables = new() { ["AUDITGEN_ELASTICSEARCH_API_KEY"] = "not base64 s3cret!" } };

        CliRun run = (await CliRun.RunAsync(surroundings, ["search", .. stores.Cluster])).Refused("AUDITGEN_ELASTICSEARCH_API_KEY is not an API key");

        run.Error.ShouldNotContain("s3cret");
    }
}
