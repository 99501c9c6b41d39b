using System.Text.Json;
using AuditGen.Cli.Tests.Support;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>show, history, as-of and session.</summary>
public sealed class ReadingVerbTests(SampleStores stores) : IClassFixture<SampleStores>
{
    [Fact]
    public async Task Show_says_everything_that_an_event_says()
    {
        CliRun run = await stores.AskBothAsync("show", SampleEvents.IdOf(SampleEvents.InvoicePost));

        string index = stores.Texts.IndexOf(SampleEvents.InvoicePost).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] lines = run.Lines;
        lines[0].ShouldBe("invoice.post  success");
        lines.ShouldContain("time        2026-11-20 09:16:30.000 +00:00");
        lines.ShouldContain("resource    INV-2026-0042, invoice/INV/7");
        lines.ShouldContain("actor       Name of u-17 (u-17) [user; clerk]");
        lines.ShouldContain("session     s-88");
        lines.ShouldContain("channel     web");
        lines.ShouldContain(line => line.StartsWith($"journal     index {index}, leaf ", StringComparison.Ordinal));
        lines[^4].ShouldBe("   PATH                BEFORE    AFTER");
        lines[^3].ShouldBe("~  /status             Draft     Posted");
        lines[^2].ShouldBe("~  /lines/10/quantity  1         2");
        lines[^1].ShouldBe("~  /iban               (masked)  (masked)");
    }

    [Fact]
    public async Task Show_says_that_changes_are_unknown() =>
        (await stores.AskBothAsync("show", SampleEvents.IdOf(SampleEvents.OrderUnknown))).Lines[^1]
            .ShouldBe("changes unknown: something may have changed, and nobody recorded what");

    [Fact]
    public async Task Show_tells_null_from_nothing() =>
        (await stores.AskBothAsync("show", SampleEvents.IdOf(SampleEvents.SupplierCreate))).Lines[^1].ShouldBe("+  /note                  (null)");

    [Fact]
    public async Task Show_gives_several_events_and_names_those_that_are_not_there()
    {
        var unknown = Guid.CreateVersion7();
        string[] ids = [SampleEvents.IdOf(SampleEvents.AccountChange), unknown.ToString(), SampleEvents.IdOf(SampleEvents.InvoicePost)];

        foreach (string[] store in new[] { stores.Embedded, stores.Cluster })
        {
            CliRun run = await CliRun.RunAsync(["show", "--format", "ndjson", .. ids, .. store]);

            run.ExitCode.ShouldBe(1);
            run.Lines.ShouldBe([SampleEvents.TextOf(SampleEvents.AccountChange), SampleEvents.TextOf(SampleEvents.InvoicePost)]);
            run.Error.ShouldContain($"there is no event {unknown} in this store");
        }
    }

    [Fact]
    public async Task History_shows_each_event_with_its_changes()
    {
        CliRun run = await stores.AskBothAsync("history", "supplier/4711", "--order", "oldest");

        run.Lines.Length.ShouldBe(7);
        run.Lines[0].ShouldBe($"2026-11-01 08:00:00.000 +00:00  supplier.create  Name of u-1  {SampleEvents.IdOf(SampleEvents.SupplierCreate)}");
        run.Lines[2].ShouldBe("    + /bank_account DE11");
        run.Lines[5].ShouldBe($"2026-11-20 09:15:00.000 +00:00  supplier.update  Name of u-17  \"letter of the supplier\"  {SampleEvents.IdOf(SampleEvents.AccountChange)}");
        run.Lines[6].ShouldBe("    /bank_account DE11 → DE22");
    }

    [Fact]
    public async Task History_can_be_short()
    {
        CliRun run = await stores.AskBothAsync("history", "supplier/4711", "--order", "oldest", "--changes", "1", "--limit", "1");

        run.Lines.Length.ShouldBe(3);
        run.Lines[2].ShouldBe($"    and 3 more: auditgen show {SampleEvents.IdOf(SampleEvents.SupplierCreate)}");
    }

    [Fact]
    public async Task A_resource_id_may_hold_slashes() =>
        (await stores.AskBothAsync("history", "invoice/INV/7", "--format", "ndjson")).Lines.ShouldBe([SampleEvents.TextOf(SampleEvents.InvoicePost)]);

    [Fact]
    public async Task A_session_is_one_line_an_event_across_contexts_in_the_order_it_happened()
    {
        CliRun run = await stores.AskBothAsync("session", "s-88");

        run.Lines.Length.ShouldBe(4);
        run.Lines[1].ShouldStartWith("2026-11-20 09:15:00  purchasing  supplier.update");
        run.Lines[2].ShouldStartWith("2026-11-20 09:16:30  finance     invoice.post");
        run.Lines[3].ShouldStartWith("2026-11-20 09:20:00  finance     payment.release (denied)  payment/p-1");
    }

    [Fact]
    public async Task As_of_shows_the_state_of_the_time()
    {
        CliRun before = await stores.AskBothAsync("as-of", "supplier/4711", "--at", "20 November 09:14");
        CliRun after = await stores.AskBothAsync("as-of", "supplier/4711", "--at", "20 November 09:15");

        before.Lines[0].ShouldBe("supplier/4711 Nordwind as of 2026-11-20 09:14:00.000 +00:00");
        before.Lines[1].ShouldBe("whole: every recorded member is known");
        before.Lines.ShouldContain(static line => line.StartsWith("/bank_account  DE11      2026-11-01 08:00:00", StringComparison.Ordinal));
        before.Lines.ShouldContain(static line => line.StartsWith("/note          (null)", StringComparison.Ordinal));
        after.Lines.ShouldContain(static line => line.StartsWith("/bank_account  DE22      2026-11-20 09:15:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_of_calls_unknown_what_was_never_recorded()
    {
        (await stores.AskBothAsync("as-of", "supplier/4711", "--at", "2026-10-31")).Lines[1].ShouldStartWith("unknown: nothing was recorded");
        (await stores.AskBothAsync("as-of", "invoice/INV/7")).Lines[^1].ShouldBe("(every other)       unknown");
        (await stores.AskBothAsync("as-of", "order/o-1")).Out.ShouldContain("changed it and nobody recorded how");
        (await stores.AskBothAsync("as-of", "invoice/INV/7", "--format", "csv")).Out.ShouldEndWith("*,(unknown),,\r\n");
    }

    [Fact]
    public async Task As_of_in_json_holds_the_recorded_values()
    {
        CliRun run = await stores.AskBothAsync("as-of", "invoice/INV/7", "--format", "json");

        using JsonDocument state = JsonDocument.Parse(run.Out);
        state.RootElement.GetProperty("knowledge").GetString().ShouldBe("partial");
        JsonElement status = state.RootElement.GetProperty("members").EnumerateArray().Single(static member => member.GetProperty("path").GetString() == "/status");
        status.GetProperty("value").GetProperty("$enum").GetString().ShouldBe("Posted");
        status.GetProperty("event").GetString().ShouldBe(SampleEvents.IdOf(SampleEvents.InvoicePost));
    }
}
