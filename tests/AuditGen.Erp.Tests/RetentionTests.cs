using AuditGen.Retention;
using Erp.Audit;
using Erp.Composition;

namespace AuditGen.Erp.Tests;

public sealed class RetentionTests
{
    [Fact]
    public void Every_context_has_a_retention_of_its_own() =>
        RetentionSchedule.Years.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(new ErpAuditModule().Actions.Select(static action => action.Context).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("finance", 10)]
    [InlineData("identity", 2)]
    public void Events_are_at_hand_for_as_many_years_as_the_schedule_says(string context, int years)
    {
        var options = new RetentionOptions();

        RetentionSchedule.Apply(options);

        AuditRetention retention = options.For(context);
        (retention.Hot + retention.Warm + retention.Cold).ShouldBe(TimeSpan.FromDays(365 * years));
    }
}
