using System.Security.Cryptography;
using System.Text;
using AuditGen.Journal;
using AuditGen.Writing;

namespace AuditGen.Tests.Writing;

/// <summary>What an operation hands to the journal.</summary>
public sealed class AppendUnitTests
{
    private static readonly Guid _operation = Guid.CreateVersion7();
    private readonly AppendUnitPool _pool = new(AuditTextOptions.Default);

    [Fact]
    public void Events_come_in_order_and_the_intent_is_closed_behind_them()
    {
        using AppendUnit unit = Rent();
        unit.BeginIntent().WriteRaw("intent"u8);
        unit.EndIntent();
        Guid first = Write(unit, "one");
        Guid second = Write(unit, "two");

        Encoding.UTF8.GetString(unit.IntentEntry.Text.Span).ShouldBe("intent");
        unit.EventCount.ShouldBe(2);
        JournalEntry[] entries = unit.Seal().ToArray();
        entries.Select(each => each.Kind).ShouldBe([JournalEntryKind.Event, JournalEntryKind.Event, JournalEntryKind.CloseIntent]);
        entries.Select(each => each.Id).ShouldBe([first, second, _operation]);
        entries.Select(each => Encoding.UTF8.GetString(each.Text.Span)).ShouldBe(["one", "two", ""]);
    }

    [Fact]
    public void The_leaf_is_the_hash_of_zero_and_the_text()
    {
        using AppendUnit unit = Rent();
        Write(unit, "text");

        unit.Seal()[0].Leaf.ToString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData([0, .. "text"u8])));
    }

    [Fact]
    public void An_event_taken_back_leaves_no_trace()
    {
        using AppendUnit unit = Rent();
        Write(unit, "one");
        int bytes = unit.Bytes;
        unit.BeginEvent().WriteRaw("never mind"u8);
        unit.AbandonEvent();
        unit.Bytes.ShouldBe(bytes);
        Write(unit, "two");

        unit.Seal().ToArray().Select(each => Encoding.UTF8.GetString(each.Text.Span)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void A_unit_that_comes_back_from_the_pool_is_empty()
    {
        AppendUnit unit = Rent();
        unit.BeginIntent().WriteRaw("intent"u8);
        unit.EndIntent();
        Write(unit, new string('x', 200_000));
        unit.Dispose();
        using AppendUnit again = Rent();

        again.ShouldBeSameAs(unit);
        again.EventCount.ShouldBe(0);
        again.HasIntent.ShouldBeFalse();
        again.Bytes.ShouldBe(0);
        Write(again, "one");
        again.Seal().Length.ShouldBe(1);
    }

    [Fact]
    public void The_strictest_durability_holds()
    {
        using AppendUnit unit = _pool.Rent(_operation, "finance", new AuditContextOptions { Durability = Durability.Buffered });
        unit.Require(Durability.Buffered);
        unit.Durability.ShouldBe(Durability.Buffered);
        unit.Require(Durability.Journaled);
        unit.Require(Durability.Buffered);
        unit.Durability.ShouldBe(Durability.Journaled);
    }

    [Fact]
    public void An_intent_after_an_event_is_refused()
    {
        using AppendUnit unit = Rent();
        Write(unit, "one");

        Should.Throw<InvalidOperationException>(() => unit.BeginIntent());
    }

    private AppendUnit Rent() => _pool.Rent(_operation, "finance", new AuditContextOptions());

    private static Guid Write(AppendUnit unit, string text)
    {
        var id = Guid.CreateVersion7();
        unit.BeginEvent().WriteRaw(Encoding.UTF8.GetBytes(text));
        unit.EndEvent(id, "finance");
        return id;
    }
}
