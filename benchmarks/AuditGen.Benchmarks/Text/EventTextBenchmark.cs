using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AuditGen.Benchmarks.Diff;
using AuditGen.Benchmarks.Diff.Audit;
using AuditGen.Envelopes;

namespace AuditGen.Benchmarks.Text;

/// <summary>
/// One event text with two changes, written by us and by System.Text.Json's source-generated serialiser from plain records: the
/// same bytes, checked before anything is measured. Both write into a buffer that is used again.
/// </summary>
internal static class EventTextBenchmark
{
    private static readonly Guid Id = Guid.Parse("019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e");
    private static readonly DateTime Time = new(2026, 11, 21, 9, 15, 2, DateTimeKind.Utc);

    public static void Run(int rounds)
    {
        using AuditTextWriter writer = new();
        OrderState before = OrderState.Of(Order.Make(5, 0));
        OrderState after = OrderState.Of(Order.Make(5, 2));
        EventHead head = new()
        {
            Action = new AuditAction("order.ship", AuditCategory.Update, "bench", "order") { EventType = "OrderShip" },
            Outcome = AuditOutcome.Success,
            Operation = Id,
            Reason = "month end",
            Context = new AuditContext
            {
                Actor = new AuditActor("u-17") { Name = "Ada Brandt", Kind = "user" },
                Session = "s-1",
                Tenant = "acme",
            },
        };
        ArrayBufferWriter<byte> buffer = new(4096);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = PlainEventJson.Encoder, SkipValidation = true });
        PlainEvent plain = Plain();
        Ours(writer, before, after, head);
        Theirs(buffer, json, plain);
        if (!writer.Written.SequenceEqual(buffer.WrittenSpan))
        {
            throw new InvalidOperationException($"The two texts differ:\n{System.Text.Encoding.UTF8.GetString(writer.Written)}\n{System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan)}");
        }

        List<(double Time, double Bytes)> ours = [];
        List<(double Time, double Bytes)> theirs = [];
        for (int round = 0; round < rounds + 5; round++)
        {
            ours.Add(Measure(() => Ours(writer, before, after, head)));
            theirs.Add(Measure(() => Theirs(buffer, json, Plain())));
        }

        // The first rounds are for the compiler.
        double product = Median.Of(ours.Skip(5).Select(sample => sample.Time));
        double floor = Median.Of(theirs.Skip(5).Select(sample => sample.Time));
        Console.WriteLine("| event text | time | ratio | allocated |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| System.Text.Json, source-generated | {floor:N0} ns | 1.00 | {theirs[^1].Bytes:N0} B |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| AuditGen, from the two states | {product:N0} ns | {product / floor:N2} | {ours[^1].Bytes:N0} B |"));
    }

    private static (double Time, double Bytes) Measure(Action write)
    {
        const int count = 5_000;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            write();
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        return (took.TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count);
    }

    private static void Ours(AuditTextWriter writer, OrderState before, OrderState after, in EventHead head)
    {
        writer.Clear();
        EventText.Begin(writer, Id, Time, head);
        EventText.WriteResource(writer, "order", new AuditResource("order", "5f0c1f9e-1f6a-4a6e-9d5b-0f3c8f1f2a3b") { Name = "SO-2026-0042" });
        EventText.WriteCircumstances(writer, head);
        int start = EventText.BeginChanges(writer);
        EventText.EndChanges(writer, start, OrderResource.Instance.WriteChanges(before, after, writer));
        EventText.End(writer);
    }

    private static void Theirs(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, PlainEvent plain)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        JsonSerializer.Serialize(json, plain, PlainEventJson.Default.PlainEvent);
        json.Flush();
    }

    /// <summary>Somebody who knows the changes already: comparing is not counted against the serialiser, it is against us.</summary>
    private static PlainEvent Plain() => new(
        1, Id, "2026-11-21T09:15:02.0000000Z", "bench", "order.ship", "update", "OrderShip", "success", Id,
        new PlainActor("u-17", "Ada Brandt", "user"), new PlainResource("order", "5f0c1f9e-1f6a-4a6e-9d5b-0f3c8f1f2a3b", "SO-2026-0042"),
        "s-1", "acme", "month end",
        [
            new PlainChange("/status", "replace", new PlainEnum("Placed", 0), new PlainEnum("Shipped", 1)),
            new PlainChange("/total", "replace", 1234.50m, 1240.00m),
        ]);
}
