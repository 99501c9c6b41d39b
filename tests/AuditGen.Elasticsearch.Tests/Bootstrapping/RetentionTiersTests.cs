using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Retention;

namespace AuditGen.Elasticsearch.Tests.Bootstrapping;

/// <summary>The lifecycle policies say what the embedded store's retention says.</summary>
public sealed class RetentionTiersTests
{
    private static readonly AuditRetention Books = new() { Hot = TimeSpan.FromDays(90), Warm = TimeSpan.FromDays(275), Cold = TimeSpan.FromDays(3285) };

    [Fact]
    public void Without_settings_both_have_the_same_windows()
        => new BootstrapOptions { Contexts = ["finance"] }.WithRetention(new RetentionOptions()).DefaultTiers.ShouldBe(new TierWindows());

    [Fact]
    public void Windows_of_a_context_become_the_ages_of_its_policy()
    {
        var retention = new RetentionOptions();
        retention.Contexts["finance"] = Books;

        BootstrapOptions options = new BootstrapOptions { Contexts = ["finance", "hr"] }.WithRetention(retention);

        JsonNode phases = ClusterBodies.PolicyBody(options.TiersOf("finance"), "auditgen")["policy"]!["phases"]!;
        ((string?)phases["hot"]!["actions"]!["rollover"]!["max_age"]).ShouldBe("30d");
        ((string?)phases["warm"]!["min_age"]).ShouldBe("90d");
        ((string?)phases["cold"]!["min_age"]).ShouldBe("365d");
        ((string?)phases["frozen"]!["min_age"]).ShouldBe("3650d");
        options.TiersOf("hr").ShouldBe(new TierWindows());
    }

    [Fact]
    public async Task What_was_changed_at_run_time_takes_precedence()
    {
        BootstrapOptions options = await new BootstrapOptions { Contexts = ["finance", "hr"] }
            .WithRetention(new RetentionOptions { Default = Books })
            .WithRetentionAsync(new Policies(), TestContext.Current.CancellationToken);

        options.TiersOf("finance").Cold.ShouldBe(TimeSpan.FromDays(365));
        options.TiersOf("hr").Cold.ShouldBe(TimeSpan.FromDays(7));
    }

    [Fact]
    public void Events_that_may_not_be_hot_are_rolled_over_as_soon_as_the_cluster_looks()
    {
        TierWindows tiers = TierWindows.Of(new AuditRetention { Hot = TimeSpan.Zero, Warm = TimeSpan.Zero, Cold = TimeSpan.FromDays(1) });
        tiers.Validate().ShouldBeEmpty();
        tiers.Rollover.ShouldBe(TimeSpan.FromMinutes(1));
        tiers.Frozen.ShouldBe(TimeSpan.FromDays(1));
    }

    private sealed class Policies : IRetentionPolicies
    {
        public ValueTask<AuditRetention> ForAsync(string context, CancellationToken cancellationToken = default)
            => ValueTask.FromResult(context == "hr" ? new AuditRetention { Hot = TimeSpan.FromDays(3), Warm = TimeSpan.FromDays(4) } : Books);

        public ValueTask SetAsync(string context, AuditRetention retention, string? reason = null, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();
    }
}
