using System.Runtime.CompilerServices;
using AuditGen.Generators.Tests.Semantics.Finance;
using AuditGen.Generators.Tests.Semantics.Finance.Audit;

namespace AuditGen.Generators.Tests.Semantics;

/// <summary>The path of a command that changed nothing costs no memory.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Nothing_is_allocated_when_nothing_changed()
    {
        InvoiceState before = InvoiceState.Of(Make());
        InvoiceState after = InvoiceState.Of(Make());
        using var writer = new AuditTextWriter();
        Diff(before, after, writer).ShouldBe(0);
        long start = GC.GetAllocatedBytesForCurrentThread();
        int changes = Diff(before, after, writer);

        (GC.GetAllocatedBytesForCurrentThread() - start).ShouldBe(0);
        changes.ShouldBe(0);
    }

    [Fact]
    public void Two_changes_cost_at_most_half_a_kilobyte()
    {
        Invoice changed = Make();
        changed.Status = InvoiceStatus.Posted;
        changed.Lines[3].Quantity = 99;
        InvoiceState before = InvoiceState.Of(Make());
        InvoiceState after = InvoiceState.Of(changed);
        using var writer = new AuditTextWriter();
        Diff(before, after, writer).ShouldBe(2);
        long start = GC.GetAllocatedBytesForCurrentThread();
        Diff(before, after, writer);

        (GC.GetAllocatedBytesForCurrentThread() - start).ShouldBeLessThanOrEqualTo(512);
    }

    [Fact]
    public void Lines_are_copied_once_into_a_state()
    {
        long few = BytesOfState(lines: 5);
        long many = BytesOfState(lines: 25);

        (many - few).ShouldBe(20 * Unsafe.SizeOf<InvoiceLineState>());
    }

    private static long BytesOfState(int lines)
    {
        var invoice = new Invoice { Id = Guid.Empty, Number = "1" };
        for (int i = 0; i < lines; i++)
        {
            invoice.Add(new InvoiceLine { Number = i, Article = "a", Quantity = i });
        }

        InvoiceState.Of(invoice).Lines.Count.ShouldBe(lines);
        long start = GC.GetAllocatedBytesForCurrentThread();
        InvoiceState.Of(invoice);
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }

    private static int Diff(InvoiceState before, InvoiceState after, AuditTextWriter writer)
    {
        writer.Clear();
        var sink = new JsonChangeSink(writer);
        InvoiceDiff.Write(before, after, ref sink);
        return sink.Count;
    }

    private static Invoice Make()
    {
        var invoice = new Invoice { Id = Guid.Empty, Number = "1", Iban = "DE1", Customer = new CustomerId(Guid.Empty), Billing = new Address("a", "b") };
        invoice.Tags.Add("x");
        invoice.Rates["EUR"] = 1.5m;
        invoice.Places[InvoiceStatus.Draft] = new Address("c", "d");
        for (int i = 0; i < 5; i++)
        {
            invoice.Add(new InvoiceLine { Number = i, Article = "a", Quantity = i, Price = new Money(1, "EUR") });
        }

        return invoice;
    }
}
