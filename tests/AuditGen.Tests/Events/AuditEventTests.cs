using System.Text;

namespace AuditGen.Tests.Events;

public sealed class AuditEventTests
{
    [Fact]
    public void Every_member_of_a_whole_event_is_read()
    {
        AuditEvent read = EventTexts.Parse(EventTexts.Whole);

        read.Id.ShouldBe(Guid.Parse("019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e"));
        read.Timestamp.ShouldBe(new DateTimeOffset(2026, 11, 21, 9, 15, 2, TimeSpan.Zero).AddTicks(1234567));
        (read.Context, read.Action, read.Category, read.Type).ShouldBe(("finance", "invoice.post", AuditCategory.Post, "InvoicePost"));
        read.Outcome.ShouldBe(AuditOutcome.Success);
        read.Operation.ShouldBe(Guid.Parse("019aa7c0-5b1d-7001-8000-4a5b6c7d8e9f"));
        (read.Actor.Id, read.Actor.Name, read.Actor.Kind).ShouldBe(("u-17", "Ada Brandt", "user"));
        read.Actor.Roles.ShouldBe(["clerk", "approver"]);
        read.Actor.OnBehalfOf.ShouldBe(new AuditPrincipal("u-3", "Max Roth"));
        read.Resource.ShouldBe(new AuditResource("invoice", "5f0c") { Name = "INV-2026-0042", Version = "7" });
        (read.Session, read.Correlation, read.Causation, read.Tenant, read.Reason).ShouldBe(("s-88", "c-1", "c-0", "acme", "month end"));
        read.Trace.ShouldBe("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        read.Source.ShouldBe(new AuditSource { Service = "erp", Version = "1.4.0", Host = "erp-1", Ip = "10.0.0.7", UserAgent = "Mozilla/5.0" });
        read.Changes.Select(change => change.Op).ShouldBe(
            [AuditChangeOp.Replace, AuditChangeOp.Replace, AuditChangeOp.Replace, AuditChangeOp.Move, AuditChangeOp.Add, AuditChangeOp.Remove]);
        read.Changes[4].Old.IsMissing.ShouldBeTrue();
        read.Changes[4].New.Kind.ShouldBe(AuditValueKind.Null);
        read.Changes[5].New.IsMissing.ShouldBeTrue();
        read.Data.Select(datum => datum.Name).ShouldBe(["channel", "count"]);
        Encoding.UTF8.GetString(read.Text.Span).ShouldBe(EventTexts.Whole);
    }

    [Fact]
    public void What_is_absent_is_null_or_empty()
    {
        AuditEvent read = EventTexts.Parse(EventTexts.Least);

        read.Resource.ShouldBeNull();
        read.Source.ShouldBeNull();
        read.Session.ShouldBeNull();
        read.Changes.ShouldBeEmpty();
        read.ChangesUnknown.ShouldBeFalse();
        read.Data.ShouldBeEmpty();
        read.Actor.ShouldBe(new AuditActor("u-17"));
    }

    [Fact]
    public void Unknown_changes_are_told_apart_from_none()
    {
        AuditEvent read = EventTexts.WithMember("\"changes\":\"unknown\"");

        read.ChangesUnknown.ShouldBeTrue();
        read.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Members_of_later_versions_are_passed_over_at_every_level()
    {
        AuditEvent read = EventTexts.Parse(EventTexts.Least
            .Replace("\"actor\":{", "\"later\":{\"deep\":[1,{\"x\":null}]},\"actor\":{\"later\":[],", StringComparison.Ordinal));

        read.Actor.Id.ShouldBe("u-17");
    }

    [Fact]
    public void Lone_surrogates_and_every_escape_come_back_as_they_were()
    {
        AuditEvent read = EventTexts.WithMember("""
            "reason":"a\ud800b\udc00\"\\\/\b\f\n\r\té\ud83d\ude00ü"
            """);

        read.Reason.ShouldBe("a\ud800b\udc00\"\\/\b\f\n\r\té\ud83d\ude00ü");
    }

    [Theory]
    [InlineData("\"ts\":\"2026-11-21T09:15:02.1234567Z\"", "\"ts\":\"2026-11-21T09:15:02Z\"", "'ts' is not a UTC time")]
    [InlineData("\"category\":\"post\"", "\"category\":\"ship\"", "'category' is not one of the 27")]
    [InlineData("\"outcome\":\"success\"", "\"outcome\":\"Success\"", "'outcome' is not")]
    [InlineData("\"v\":1", "\"v\":2", "version 2 is newer")]
    [InlineData("\"v\":1,", "", "Version is missing")]
    [InlineData("\"context\":\"finance\",", "", "Context is missing")]
    [InlineData("\"context\":\"finance\"", "\"context\":7", "a string is expected")]
    [InlineData("\"context\":\"finance\"", "\"context\":\"a\",\"context\":\"b\"", "'context' is there twice")]
    [InlineData("{\"id\":\"u-17\"}", "{\"name\":\"x\"}", "'actor' has no 'id'")]
    [InlineData("{\"id\":\"u-17\"}", "[]", "'actor' is not an object")]
    [InlineData("{\"id\":\"u-17\"}}", "{\"id\":\"u-17\"}} {}", "not well-formed JSON")]
    public void What_is_wrong_is_said_with_its_position(string part, string instead, string message)
    {
        string text = EventTexts.Least.Replace(part, instead, StringComparison.Ordinal);
        text.ShouldNotBe(EventTexts.Least);

        FormatException exception = Should.Throw<FormatException>(() => EventTexts.Parse(text));

        exception.Message.ShouldContain(message);
        exception.Message.ShouldContain("(byte ");
    }

    [Theory]
    [InlineData("""{"path":"/a","op":"add"}""")]
    [InlineData("""{"path":"/a","op":"add","old":1,"new":2}""")]
    [InlineData("""{"path":"/a","op":"remove","new":2}""")]
    [InlineData("""{"path":"/a","op":"replace","new":2}""")]
    [InlineData("""{"op":"add","new":2}""")]
    [InlineData("""{"path":"/a","op":"vanish","old":2}""")]
    [InlineData("7")]
    public void A_change_that_is_not_whole_is_refused(string change) =>
        Should.Throw<FormatException>(() => EventTexts.WithMember("\"changes\":[" + change + "]"));

    [Fact]
    public void Whatever_bytes_come_only_a_format_error_goes_out()
    {
        byte[] original = Encoding.UTF8.GetBytes(EventTexts.Whole);
        Random random = new(20261122);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = original.AsSpan(0, random.Next(8) == 0 ? random.Next(original.Length) : original.Length).ToArray();
            for (int n = random.Next(1, 4); n > 0 && bytes.Length > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (!AuditEvent.TryParse(bytes, out AuditEvent? read))
            {
                refused++;
                continue;
            }

            foreach (AuditValue value in read.Changes.SelectMany(change => new[] { change.Old, change.New }))
            {
                _ = (value.ToDisplayText(), value.ToSearchText(), value.Members(), value.Items(), value.TryGetDecimal(out _));
            }
        }

        refused.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Should.Throw<FormatException>(() => EventTexts.WithMember("\"x\":" + new string('[', 100_000)));
}
