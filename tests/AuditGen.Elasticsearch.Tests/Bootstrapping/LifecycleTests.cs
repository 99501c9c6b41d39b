using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Tests.Support;

namespace AuditGen.Elasticsearch.Tests.Bootstrapping;

public sealed class LifecycleTests
{
    [Fact]
    public void Bodies_are_those_that_a_real_server_accepted()
    {
        JsonObject accepted = TestData.Read("accepted-bodies.json");

        Same(ClusterBodies.PolicyBody(new TierWindows(), "auditgen"), accepted["ilm.enterprise"]);
        Same(ClusterBodies.PolicyBody(new TierWindows(), repository: null), accepted["ilm.basic"]);
        Same(ClusterBodies.TemplateBody("finance"), accepted["index-template.finance"]);
        Same(ClusterBodies.SettingsBody(1, 1), accepted["component-template.settings"]);
        Same(AuditRoles.Writer(), accepted["role.writer"]);
        Same(AuditRoles.Reader(), accepted["role.reader"]);
        Same(AuditRoles.Bootstrap(), accepted["role.bootstrap"]);
    }

    [Fact]
    public void What_a_real_server_gives_back_differs_in_nothing_from_what_it_was_given()
    {
        JsonObject stored = TestData.Read("stored-bodies.json");

        JsonDifference.Between(stored["02-ilm-get"]!.AsObject(), ClusterBodies.PolicyBody(new TierWindows(), "auditgen")).ShouldBeEmpty();
        JsonDifference.Between(stored["02-index-template-get"]!.AsObject(), ClusterBodies.TemplateBody("finance")).ShouldBeEmpty();

        // The one field that came to the mapping after the recording.
        JsonDifference.Between(stored["02-component-get"]!.AsObject(), ClusterBodies.MappingsBody())
            .ShouldBe(["template.mappings.properties.user.properties.email.ignore_above: (absent) → 1024", "template.mappings.properties.user.properties.email.type: (absent) → keyword"]);
    }

    [Fact]
    public void A_delete_phase_that_somebody_added_is_seen_as_a_difference()
    {
        JsonObject wanted = ClusterBodies.PolicyBody(new TierWindows(), "auditgen");
        JsonObject stored = wanted.DeepClone().AsObject();
        stored["policy"]!["phases"]!["delete"] = JsonNode.Parse("""{"min_age":"400d","actions":{"delete":{}}}""");

        JsonDifference.Between(stored, wanted).ShouldContain(line => line.StartsWith("policy.phases.delete", StringComparison.Ordinal));
    }

    [Fact]
    public void No_windows_whatever_make_a_policy_that_deletes()
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            TimeSpan? Window() => random.Next(4) == 0 ? null : TimeSpan.FromHours(random.Next(0, 100_000));
            var tiers = new TierWindows { Rollover = TimeSpan.FromHours(random.Next(1, 10_000)), Warm = Window(), Cold = Window(), Frozen = Window() };

            JsonObject policy = ClusterBodies.PolicyBody(tiers, random.Next(2) == 0 ? null : "delete");

            Should.NotThrow(() => NeverDelete.Check(policy));
            policy["policy"]!["phases"]!.AsObject().Select(phase => phase.Key).ShouldBeSubsetOf(["hot", "warm", "cold", "frozen"]);
        }
    }

    [Theory]
    [InlineData("""{"policy":{"phases":{"delete":{"min_age":"1d","actions":{}}}}}""")]
    [InlineData("""{"policy":{"phases":{"cold":{"actions":{"delete":{}}}}}}""")]
    [InlineData("""{"policy":{"phases":{"Delete":{}}}}""")]
    [InlineData("""{"template":{"lifecycle":{"data_retention":"7d"}}}""")]
    [InlineData("""{"template":{"settings":{"index.lifecycle.data_retention":"7d"}}}""")]
    [InlineData("""[{"a":[{"delete_searchable_snapshot":true}]}]""")]
    [InlineData("""{"phases.delete.min_age":"1d"}""")]
    public void A_body_that_would_delete_is_never_sent(string body)
        => Should.Throw<InvalidOperationException>(() => NeverDelete.Check(JsonNode.Parse(body))).Message.ShouldContain("never");

    [Fact]
    public void Windows_out_of_order_are_refused_with_what_to_write_instead()
    {
        new TierWindows { Cold = TimeSpan.FromDays(10) }.Validate().ShouldHaveSingleItem().ShouldContain("Cold does not come before a warmer tier");
        new TierWindows { Rollover = TimeSpan.Zero }.Validate().ShouldHaveSingleItem();
        new TierWindows { Warm = null, Cold = null, Frozen = null }.Validate().ShouldBeEmpty();
    }

    private static void Same(JsonNode ours, JsonNode? accepted) => JsonNode.DeepEquals(ours, accepted).ShouldBeTrue($"{ours.ToJsonString()}\n{accepted?.ToJsonString()}");
}
