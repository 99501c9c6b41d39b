using System.Collections.Immutable;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Tests.Bootstrapping;

public sealed class ClusterBootstrapTests : IAsyncDisposable
{
    private readonly ClusterModel _cluster = new() { SecurityEnabled = true };
    private readonly WireServer _server;
    private readonly HttpElasticsearchTransport _admin;

    private static readonly BootstrapOptions Two = new() { Contexts = ["finance", "sales"] };

    public ClusterBootstrapTests()
    {
        _server = new WireServer(_cluster.Answer);
        _admin = Client(ElasticsearchCredentials.Basic("elastic", "secret"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await PutAsync("/_snapshot/auditgen", """{"type":"fs","settings":{"location":"auditgen"}}""");

        BootstrapReport first = await RunAsync(Two);
        int puts = Puts();
        BootstrapReport second = await RunAsync(Two);

        first.Applied.ShouldBeTrue();
        first.Changes.ShouldAllBe(change => change.Action == BootstrapAction.Create);
        first.Notices.ShouldBeEmpty();
        second.Changes.ShouldAllBe(change => change.Action == BootstrapAction.Keep);
        Puts().ShouldBe(puts);
        _cluster.StreamNames.ShouldBe(["audit-finance-default", "audit-sales-default", "auditledger-default"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        BootstrapReport? told = null;

        BootstrapReport report = await new ClusterBootstrap(_admin, Two with { DryRun = true }).RunAsync(plan => told = plan, Token);

        report.Applied.ShouldBeFalse();
        report.HasChanges.ShouldBeTrue();
        told.ShouldNotBeNull();
        Puts().ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_of_the_tiers_reaches_existing_policies_and_is_shown_before()
    {
        await RunAsync(Two);

        BootstrapReport report = await RunAsync(Two with { Tiers = ImmutableDictionary<string, TierWindows>.Empty.Add("finance", new TierWindows { Warm = TimeSpan.FromDays(7) }) });

        BootstrapChange change = report.Changes.Single(change => change.Action != BootstrapAction.Keep);
        change.Name.ShouldBe("auditgen-finance");
        change.Differences.ShouldBe(["policy.phases.warm.min_age: 30d → 7d"]);
        (await RunAsync(Two with { Tiers = ImmutableDictionary<string, TierWindows>.Empty.Add("finance", new TierWindows { Warm = TimeSpan.FromDays(7) }) })).HasChanges.ShouldBeFalse();
    }

    [Fact]
    public async Task A_delete_phase_added_by_hand_is_taken_out_again()
    {
        await RunAsync(Two);
        await PutAsync("/_ilm/policy/auditgen-sales", """{"policy":{"phases":{"hot":{"actions":{}},"delete":{"min_age":"1d","actions":{"delete":{}}}},"_meta":{"managed_by":"auditgen","schema":1}}}""");

        BootstrapReport report = await RunAsync(Two);

        report.Changes.Single(change => change.Action == BootstrapAction.Update).Differences.ShouldContain(line => line.StartsWith("policy.phases.delete", StringComparison.Ordinal) && line.EndsWith("(absent)", StringComparison.Ordinal));
        (await RunAsync(Two)).HasChanges.ShouldBeFalse();
    }

    [Theory]
    [InlineData("basic", true, "The licence (basic, active) does not cover searchable snapshots")]
    [InlineData("trial", false, "The snapshot repository 'auditgen' does not exist")]
    public async Task Without_licence_or_repository_it_degrades_and_says_so(string license, bool repository, string notice)
    {
        if (repository)
        {
            await PutAsync("/_snapshot/auditgen", """{"type":"fs","settings":{"location":"auditgen"}}""");
        }

        _cluster.License = license;

        BootstrapReport report = await RunAsync(Two);

        report.Notices.ShouldHaveSingleItem().ShouldStartWith(notice);
        report.Applied.ShouldBeTrue();
    }

    [Fact]
    public async Task A_newer_schema_is_left_alone()
    {
        await PutAsync("/_component_template/auditgen@mappings", """{"template":{},"_meta":{"managed_by":"auditgen","schema":2}}""");
        int puts = Puts();

        BootstrapException refused = await Should.ThrowAsync<BootstrapException>(() => RunAsync(Two));

        refused.Message.ShouldContain("schema 2");
        Puts().ShouldBe(puts);
    }

    [Fact]
    public async Task What_somebody_else_made_is_left_alone()
    {
        await PutAsync("/_ilm/policy/auditgen-finance", """{"policy":{"phases":{"hot":{"actions":{}}}}}""");
        int puts = Puts();

        (await Should.ThrowAsync<BootstrapException>(() => RunAsync(Two))).Message.ShouldContain("AuditGen did not make");
        Puts().ShouldBe(puts);
    }

    [Fact]
    public async Task The_narrow_role_is_enough()
    {
        await PutAsync("/_snapshot/auditgen", """{"type":"fs","settings":{"location":"auditgen"}}""");
        using HttpElasticsearchTransport narrow = Client(ElasticsearchCredentials.ApiKey(_cluster.AddKey("bootstrap", AuditRoles.Bootstrap())));

        BootstrapReport report = await new ClusterBootstrap(narrow, Two).RunAsync(cancellationToken: Token);

        report.Applied.ShouldBeTrue();
        (await new ClusterBootstrap(narrow, Two).RunAsync(cancellationToken: Token)).HasChanges.ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_store_that_is_on_is_pointed_out()
    {
        await RunAsync(Two);
        await PutAsync("/_index_template/auditgen-trap", """{"index_patterns":["audit-trap-*"],"data_stream":{},"composed_of":["auditgen@mappings"],"template":{"data_stream_options":{"failure_store":{"enabled":true}}},"priority":900,"_meta":{"managed_by":"auditgen","schema":1}}""");
        await PutAsync("/_data_stream/audit-trap-default", string.Empty);

        BootstrapReport report = await RunAsync(Two with { Contexts = ["trap"] });

        report.Notices.ShouldContain(notice => notice.Contains("failure store", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Contexts_that_would_share_a_stream_are_refused()
        => Should.Throw<ArgumentException>(() => new ClusterBootstrap(_admin, new BootstrapOptions { Contexts = ["master data", "master_data"] })).Message.ShouldContain("would share the data stream");

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    private HttpElasticsearchTransport Client(ElasticsearchCredentials credentials) => new(new ElasticsearchOptions { Nodes = [_server.Address], Credentials = credentials });

    private Task<BootstrapReport> RunAsync(BootstrapOptions options) => new ClusterBootstrap(_admin, options).RunAsync(cancellationToken: Token);

    private int Puts() => _server.Received.Count(request => request.Method == "PUT");

    private async Task PutAsync(string path, string body)
    {
        using ElasticsearchResponse answer = await _admin.SendAsync(
            new ElasticsearchRequest(HttpMethod.Put, path) { Body = System.Text.Encoding.UTF8.GetBytes(body), BodyKind = body.Length == 0 ? ElasticsearchBodyKind.None : ElasticsearchBodyKind.Json }, Token);
        answer.IsSuccess.ShouldBeTrue(System.Text.Encoding.UTF8.GetString(answer.Body.Span));
    }
}
