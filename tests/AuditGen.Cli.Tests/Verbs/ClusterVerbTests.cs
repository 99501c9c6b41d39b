using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Cli.Tests.Support;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>bootstrap, kibana and roles, against the in-process server.</summary>
public sealed class ClusterVerbTests : IAsyncDisposable
{
    private readonly ClusterModel _cluster = new() { SecurityEnabled = true };
    private readonly WireServer _server;
    private readonly CliSurroundings _admin = new() { Variables = new() { ["AUDITGEN_ELASTICSEARCH_USER"] = "elastic", ["AUDITGEN_ELASTICSEARCH_PASSWORD"] = "secret" } };

    public ClusterVerbTests()
    {
        _server = new WireServer(_cluster.Answer);
    }

    private string[] Bootstrap => ["bootstrap", "--url", _server.Address.ToString(), "--context", "finance", "--context", "sales", "--repository", "none"];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        CliRun run = (await CliRun.RunAsync(_admin, [.. Bootstrap, "--dry-run"])).Succeeded();

        run.Lines.Count(static line => line.StartsWith("+ ", StringComparison.Ordinal)).ShouldBeGreaterThan(4);
        run.Lines[^1].ShouldBe("dry run: nothing was changed");
        run.Out.ShouldContain("audit-finance-default");
        _cluster.StreamNames.ShouldBeEmpty();
        _server.Received.ShouldAllBe(static request => request.Method == "GET" || request.Method == "HEAD");
    }

    [Fact]
    public async Task Bootstrapping_twice_has_nothing_to_do_the_second_time()
    {
        (await CliRun.RunAsync(_admin, Bootstrap)).Succeeded().Lines[^1].ShouldBe("done");
        _cluster.StreamNames.ShouldContain("audit-finance-default");
        _cluster.StreamNames.ShouldContain("audit-sales-default");

        (await CliRun.RunAsync(_admin, Bootstrap)).Succeeded().Lines[^1].ShouldBe("nothing to do");
        CliRun changed = (await CliRun.RunAsync(_admin, [.. Bootstrap, "--warm-days", "7", "--dry-run"])).Succeeded();
        changed.Lines.ShouldContain(static line => line.StartsWith("~ ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_credential_the_cluster_refuses_and_the_verb_says_so()
    {
        CliRun run = await CliRun.RunAsync(Bootstrap);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("auditgen: ");
    }

    [Theory]
    [InlineData("es-1:9200")]
    [InlineData("//elastic:s3cret@es-1")]
    public async Task An_address_that_is_none_is_refused_and_not_repeated(string address)
    {
        (await CliRun.RunAsync("bootstrap", "--url", address, "--context", "finance")).Refused("Write it as https://HOST:PORT").Error.ShouldNotContain("s3cret");
        (await CliRun.RunAsync("kibana", "import", "--url", address)).Refused("Write it as https://HOST:PORT");
    }

    [Fact]
    public async Task Contexts_have_windows_of_their_own_and_what_was_set_at_run_time_goes_first()
    {
        DateTimeOffset set = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
        byte[] configured = System.Text.Encoding.UTF8.GetBytes($$"""{"v":1,"id":"{{EventIds.At(set, 9, 9)}}","ts":"2026-01-20T00:00:00.0000000Z","context":"auditgen","action":"retention.configure","category":"configure","type":"RetentionConfigure","outcome":"success","operation":"{{EventIds.At(set, 10, 9)}}","actor":{"id":"system","kind":"system"},"resource":{"type":"retention","id":"sales"},"changes":[{"path":"/hot","op":"add","new":"77.00:00:00.0000000"},{"path":"/warm","op":"add","new":"00:00:00.0000000"},{"path":"/cold","op":"add","new":"100.00:00:00.0000000"}]}""");
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([configured]);
        string[] windows = [.. Bootstrap, "--retention", "finance=400,10,3000", "--retention", "sales=5,5,5"];

        (await CliRun.RunAsync(_admin, [.. windows, "--trail", trail.Folder])).Succeeded();

        PolicyOf("finance").ShouldContain("\"400d\"");
        PolicyOf("finance").ShouldContain("\"410d\"");
        PolicyOf("sales").ShouldContain("\"77d\"");
        (await CliRun.RunAsync(_admin, [.. windows, "--trail", trail.Folder])).Succeeded().Lines[^1].ShouldBe("nothing to do");

        foreach (string bad in new[] { "finance", "finance=1,2", "finance=1,2,x", "finance=1,2,-3", "=1,2,3", "finance=1,2,36501" })
        {
            (await CliRun.RunAsync(_admin, [.. Bootstrap, "--retention", bad])).Refused("CONTEXT=HOT,WARM,COLD");
        }

        (await CliRun.RunAsync(_admin, [.. windows, "--retention", "sales=1,2,3"])).Refused("twice for sales");
        (await CliRun.RunAsync(_admin, [.. Bootstrap, "--retention", "hr=1,2,3"])).Refused("names hr, which no --context does");
        (await CliRun.RunAsync(_admin, [.. Bootstrap, "--trail", trail.Journal])).Refused("holds no store");
    }

    [Fact]
    public async Task A_credential_is_never_printed()
    {
        _admin.Variables["AUDITGEN_ELASTICSEARCH_PASSWORD"] = "wr0ng-s3cret";

        CliRun run = await CliRun.RunAsync(_admin, Bootstrap);

        run.ExitCode.ShouldBe(1);
        (run.Out + run.Error).ShouldNotContain("wr0ng-s3cret");
        (run.Out + run.Error).ShouldNotContain(Convert.ToBase64String("elastic:wr0ng-s3cret"u8));
    }

    [Fact]
    public async Task A_reader_s_key_reads_and_nobody_else_does()
    {
        (await CliRun.RunAsync(_admin, Bootstrap)).Succeeded();
        string reader = _cluster.AddKey("reader", Role("auditgen_reader"));
        string stranger = _cluster.AddKey("stranger", new JsonObject());
        string[] search = ["search", "--context", "finance", "--store", _server.Address.ToString()];

        (await CliRun.RunAsync(With(reader), search)).Succeeded();
        (await CliRun.RunAsync(With(stranger), search)).Refused("auditgen roles");
        (await CliRun.RunAsync(search)).Refused("AUDITGEN_ELASTICSEARCH_API_KEY");
    }

    [Fact]
    public async Task Roles_are_bodies_of_requests_and_none_can_change_or_delete_an_event()
    {
        CliRun run = (await CliRun.RunAsync("roles")).Succeeded();

        run.Lines.Select(static line => line.Split(' ')[1]).ShouldBe(["_security/role/auditgen_bootstrap", "_security/role/auditgen_writer", "_security/role/auditgen_reader"]);
        foreach (string line in run.Lines)
        {
            string body = line[line.IndexOf('{', StringComparison.Ordinal)..];
            using JsonDocument role = JsonDocument.Parse(body);
            foreach (JsonElement entry in role.RootElement.GetProperty("indices").EnumerateArray().Where(static entry => entry.GetProperty("names").EnumerateArray().Any(static name => name.GetString()!.StartsWith("audit-", StringComparison.Ordinal))))
            {
                string?[] privileges = [.. entry.GetProperty("privileges").EnumerateArray().Select(static privilege => privilege.GetString())];
                privileges.ShouldNotContain("all");
                privileges.ShouldNotContain("write");
                privileges.ShouldNotContain("index");
                privileges.ShouldNotContain("delete");
                privileges.ShouldNotContain("delete_index");
            }
        }

        (await CliRun.RunAsync("roles", "--context", "finance")).Succeeded().Out.ShouldContain("audit-finance-");
    }

    [Fact]
    public async Task Saved_objects_are_exported_as_ndjson()
    {
        CliRun run = (await CliRun.RunAsync("kibana", "export")).Succeeded();

        run.Lines.Length.ShouldBeGreaterThan(5);
        foreach (string line in run.Lines)
        {
            JsonNode.Parse(line).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Saved_objects_are_imported_into_a_space_with_the_credential()
    {
        await using var kibana = new WireServer(_ => new WireResponse(200, """{"success":true,"successCount":21}"""u8.ToArray(), "application/json"));

        CliRun run = (await CliRun.RunAsync(_admin, "kibana", "import", "--url", kibana.Address.ToString(), "--space", "audit")).Succeeded();

        run.Out.ShouldBe("21 objects imported" + Environment.NewLine);
        kibana.Received.TryDequeue(out WireRequest? request).ShouldBeTrue();
        request!.Path.ShouldStartWith("/s/audit/api/saved_objects/_import");
        request.Headers["Authorization"].ShouldStartWith("Basic ");
    }

    [Fact]
    public async Task Objects_that_kibana_refuses_are_named()
    {
        await using var kibana = new WireServer(_ => new WireResponse(
            200, """{"success":false,"successCount":20,"errors":[{"id":"x","type":"dashboard","error":{"type":"conflict"}}]}"""u8.ToArray(), "application/json"));

        CliRun run = await CliRun.RunAsync("kibana", "import", "--url", kibana.Address.ToString());

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("not imported: ");
    }

    private static CliSurroundings With(string key) => new() { Variables = new() { ["AUDITGEN_ELASTICSEARCH_API_KEY"] = key } };

    private static JsonObject Role(string name)
    {
        using var output = new StringWriter();
        var host = new CliHost(output, TextWriter.Null, static () => Stream.Null, TimeProvider.System);
        AuditGenCommandLine.RunAsync(["roles"], host, CancellationToken.None).GetAwaiter().GetResult().ShouldBe(0);
        string line = output.ToString().Split('\n').Single(line => line.Contains(name, StringComparison.Ordinal));
        return JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..])!.AsObject();
    }

    /// <summary>The lifecycle policy of a context, as it was put last.</summary>
    private string PolicyOf(string context) => System.Text.Encoding.UTF8.GetString(_server.Received
        .Last(request => request.Method == "PUT" && request.Path.StartsWith("/_ilm/policy/", StringComparison.Ordinal) && request.Path.Contains(context, StringComparison.Ordinal)).Body);
}
