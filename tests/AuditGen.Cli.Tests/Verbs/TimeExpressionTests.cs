using AuditGen.Cli.Asking;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class TimeExpressionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("now", "2026-11-21T12:00:00Z")]
    [InlineData("45s", "2026-11-21T11:59:15Z")]
    [InlineData("30m", "2026-11-21T11:30:00Z")]
    [InlineData("2h", "2026-11-21T10:00:00Z")]
    [InlineData("2h ago", "2026-11-21T10:00:00Z")]
    [InlineData("1h30m", "2026-11-21T10:30:00Z")]
    [InlineData("7d", "2026-11-14T12:00:00Z")]
    [InlineData("1w 1d", "2026-11-13T12:00:00Z")]
    [InlineData("2026-11-01", "2026-10-31T23:00:00Z")]
    [InlineData("2026-11", "2026-10-31T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-11-01 09:15", "2026-11-01T08:15:00Z")]
    [InlineData("2026-11-01T09:15", "2026-11-01T08:15:00Z")]
    [InlineData("2026-11-01T09:15:30.25", "2026-11-01T08:15:30.25Z")]
    [InlineData("2026-11-01T09:15:00Z", "2026-11-01T09:15:00Z")]
    [InlineData("2026-11-01t09:15z", "2026-11-01T09:15:00Z")]
    [InlineData("2026-11-01T09:15:00.1234567Z", "2026-11-01T09:15:00.1234567Z")]
    [InlineData("2026-11-01T09:15:00+05:30", "2026-11-01T03:45:00Z")]
    [InlineData("2026-11-01 09:15-08:00", "2026-11-01T17:15:00Z")]
    [InlineData("14 March 09:15", "2026-03-14T08:15:00Z")]
    [InlineData("14 march at 9:15", "2026-03-14T08:15:00Z")]
    [InlineData("14 Mar 2025 09:15", "2025-03-14T08:15:00Z")]
    [InlineData("March 14, 2025", "2025-03-13T23:00:00Z")]
    [InlineData("March 14", "2026-03-13T23:00:00Z")]
    [InlineData("24 December", "2025-12-23T23:00:00Z")]
    [InlineData("29 February", "2024-02-28T23:00:00Z")]
    [InlineData("today", "2026-11-20T23:00:00Z")]
    [InlineData("today 09:15", "2026-11-21T08:15:00Z")]
    [InlineData("Yesterday 09:15", "2026-11-20T08:15:00Z")]
    [InlineData("09:15", "2026-11-21T08:15:00Z")]
    [InlineData("13:00", "2026-11-21T12:00:00Z")]
    [InlineData("13:01", "2026-11-20T12:01:00Z")]
    public void Times_are_read_in_the_zone(string text, string expected) => Read(text, TimeEdge.Begin).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_time_that_came_twice_begins_with_the_first_and_ends_with_the_second()
    {
        Read("2026-10-25 02:30", TimeEdge.Begin).UtcDateTime.ShouldBe(new DateTime(2026, 10, 25, 0, 30, 0));
        Read("2026-10-25 02:30", TimeEdge.End).UtcDateTime.ShouldBe(new DateTime(2026, 10, 25, 1, 30, 0));
    }

    [Fact]
    public void A_time_that_the_clocks_skipped_is_taken_as_if_they_had_not() =>
        Read("2026-03-29 02:30", TimeEdge.Begin).UtcDateTime.ShouldBe(new DateTime(2026, 3, 29, 1, 30, 0));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("h")]
    [InlineData("2")]
    [InlineData("2y")]
    [InlineData("-2h")]
    [InlineData("2 h")]
    [InlineData("ago")]
    [InlineData("25:00")]
    [InlineData("2026-02-30")]
    [InlineData("31 February")]
    [InlineData("01/02/2026")]
    [InlineData("today noon")]
    [InlineData("2026-11-01T09:15:00+99:00")]
    [InlineData("99999999999999999999h")]
    public void What_cannot_be_read_is_refused_with_what_to_write(string text) =>
        Should.Throw<UsageException>(() => Read(text, TimeEdge.Begin)).Message.ShouldContain("Write a span back from now");

    private static DateTimeOffset Read(string text, TimeEdge edge) => new TimeExpression(s_now, s_berlin).Parse("--from", text, edge);
}
