using AuditGen.Benchmarks.Diff.Audit;
using AuditGen.States;
using AuditGen.Values;
using static AuditGen.Benchmarks.Diff.HandWritten;

namespace AuditGen.Benchmarks.Diff;

/// <summary>The floor: what a careful person would write for this one type, with the same output.</summary>
internal static class HandWrittenDiff
{
    public static int Write(OrderState before, OrderState after, AuditTextWriter writer)
    {
        var sink = new JsonChangeSink(writer);
        if (before.Id != after.Id)
        {
            Replace<Guid, GuidCodec>(ref sink, "id"u8, before.Id, after.Id);
        }

        Compare(ref sink, "number"u8, before.Number, after.Number);
        if (before.Status != after.Status)
        {
            Replace<OrderStatus, EnumCodec<OrderStatus, OrderStatusNames>>(ref sink, "status"u8, before.Status, after.Status);
        }

        Compare(ref sink, "customer"u8, before.Customer, after.Customer);
        Compare(ref sink, "currency"u8, before.Currency, after.Currency);
        Compare(ref sink, "total"u8, before.Total, after.Total);
        if (before.Discount.HasValue != after.Discount.HasValue || !DecimalCodec.Equal(before.Discount.GetValueOrDefault(), after.Discount.GetValueOrDefault()))
        {
            Replace<decimal?, NullableCodec<decimal, DecimalCodec>>(ref sink, "discount"u8, before.Discount, after.Discount);
        }

        if (!before.PlacedAt.EqualsExact(after.PlacedAt))
        {
            Replace<DateTimeOffset, DateTimeOffsetCodec>(ref sink, "placedAt"u8, before.PlacedAt, after.PlacedAt);
        }

        if (before.DueOn != after.DueOn)
        {
            Replace<DateOnly, DateOnlyCodec>(ref sink, "dueOn"u8, before.DueOn, after.DueOn);
        }

        Compare(ref sink, "note"u8, before.Note, after.Note);
        Lines(ref sink, before.Lines.Span, after.Lines.Span);
        return sink.Count;
    }

    /// <summary>Lines in place only, which is all that the benchmark has.</summary>
    private static void Lines(ref JsonChangeSink sink, ReadOnlySpan<OrderLineState> before, ReadOnlySpan<OrderLineState> after)
    {
        for (int i = 0; i < before.Length; i++)
        {
            ref readonly OrderLineState left = ref before[i];
            ref readonly OrderLineState right = ref after[i];
            if (left.Number != right.Number)
            {
                throw new InvalidOperationException("Lines stay in place here.");
            }

            if (!string.Equals(left.Article, right.Article, StringComparison.Ordinal)
                || !DecimalCodec.Equal(left.Quantity, right.Quantity)
                || !DecimalCodec.Equal(left.Price, right.Price))
            {
                sink.Enter("lines"u8);
                sink.EnterKey<int, NumberCodec<int>>(right.Number, 1);
                Compare(ref sink, "article"u8, left.Article, right.Article);
                Compare(ref sink, "quantity"u8, left.Quantity, right.Quantity);
                Compare(ref sink, "price"u8, left.Price, right.Price);
                sink.Exit();
                sink.Exit();
            }
        }
    }
}
