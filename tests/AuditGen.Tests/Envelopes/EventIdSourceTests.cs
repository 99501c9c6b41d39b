using System.Globalization;
using AuditGen.Envelopes;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Envelopes;

/// <summary>The order of ids is the order of issue, whatever the clock does.</summary>
public sealed class EventIdSourceTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void An_id_is_a_uuid_of_version_7_whose_millisecond_is_that_of_its_time()
    {
        var ids = new EventIdSource(new Clock(_noon.AddTicks(4567)), Guid.Empty);
        Guid id = ids.Next(out DateTime time);

        id.Version.ShouldBe(7);
        (id.Variant & 0xC).ShouldBe(0x8);
        time.ShouldBe(_noon.AddTicks(4567).UtcDateTime);
        time.Kind.ShouldBe(DateTimeKind.Utc);
        Millisecond(id).ShouldBe(_noon.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void While_the_clock_stands_still_ids_go_on()
    {
        var ids = new EventIdSource(new Clock(_noon), Guid.Empty);
        Guid[] issued = [.. Enumerable.Range(0, 10_000).Select(_ => ids.Next(out DateTime _))];

        issued.ShouldBeInOrder();
        issued.Distinct().Count().ShouldBe(issued.Length);
    }

    [Fact]
    public void When_the_clock_jumps_back_time_stays_where_it_was()
    {
        var clock = new Clock(_noon);
        var ids = new EventIdSource(clock, Guid.Empty);
        Guid before = ids.Next(out DateTime timeBefore);
        clock.Now = _noon.AddHours(-1);
        Guid after = ids.Next(out DateTime timeAfter);

        after.ShouldBeGreaterThan(before);
        timeAfter.ShouldBe(timeBefore);
        Millisecond(after).ShouldBe(new DateTimeOffset(timeAfter).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void When_the_clock_catches_up_time_goes_on_with_it()
    {
        var clock = new Clock(_noon);
        var ids = new EventIdSource(clock, Guid.Empty);
        clock.Now = _noon.AddHours(-1);
        ids.Next(out _);
        clock.Now = _noon.AddSeconds(1);
        ids.Next(out DateTime time);

        time.ShouldBe(_noon.AddSeconds(1).UtcDateTime);
    }

    [Theory]
    [InlineData("00000000-0000-7000-8000-000000000000")]
    [InlineData("01a00000-0000-7fff-bfff-ffffffffffff")]
    [InlineData("0fffffff-ffff-7fff-bfff-ffffffffffff")]
    public void Ids_continue_above_the_last_one_of_an_earlier_process(string last)
    {
        Guid earlier = Guid.Parse(last, CultureInfo.InvariantCulture);
        var ids = new EventIdSource(new Clock(_noon), earlier);
        Guid first = ids.Next(out DateTime time);

        first.ShouldBeGreaterThan(earlier);
        Millisecond(first).ShouldBe(new DateTimeOffset(time).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_counter_that_is_used_up_borrows_the_next_millisecond()
    {
        // The last id of a millisecond: all 26 bits of the counter are set.
        Guid last = Guid.Parse("019aa7c0-5b1e-7fff-bfff-000000000000", CultureInfo.InvariantCulture);
        var ids = new EventIdSource(new Clock(DateTimeOffset.UnixEpoch), last);
        Guid next = ids.Next(out _);

        next.ShouldBeGreaterThan(last);
        Millisecond(next).ShouldBe(Millisecond(last) + 1);
    }

    [Fact]
    public async Task Ids_issued_on_several_threads_are_unique_and_each_thread_sees_them_rise()
    {
        var ids = new EventIdSource(TimeProvider.System, Guid.Empty);
        Guid[][] issued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            Guid[] mine = new Guid[20_000];
            for (int i = 0; i < mine.Length; i++)
            {
                mine[i] = ids.Next(out DateTime _);
            }

            return mine;
        })));

        foreach (Guid[] mine in issued)
        {
            mine.ShouldBeInOrder();
        }

        issued.SelectMany(mine => mine).Distinct().Count().ShouldBe(80_000);
    }

    private static long Millisecond(Guid id) => long.Parse(id.ToString("N")[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
