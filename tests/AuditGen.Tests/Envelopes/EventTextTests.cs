using System.Text;
using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Envelopes;

/// <summary>The text of events, byte by byte.</summary>
public sealed class EventTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_members_stand_in_the_order_of_the_format()
    {
        await using var app = new TestApplication(services => services.AddSingleton<TimeProvider>(new Clock(new DateTimeOffset(2026, 11, 21, 9, 15, 2, TimeSpan.Zero).AddTicks(1234567))));
        var invoice = new Invoice("I\"1");
        using (AuditContext.Begin(new AuditContext
        {
            Actor = new AuditActor("u-17") { Name = "Ada Brandt", Email = "ada@x", Roles = ["clerk"], OnBehalfOf = new AuditPrincipal("u-3", "Max Roth") },
            Session = "s-88",
            Correlation = "c-1",
            Causation = "m-1",
            Trace = "00-4bf9-01",
            Tenant = "acme",
            Source = new AuditSource { Ip = "10.0.0.7", UserAgent = "curl" },
        }))
        {
            await app.RunAsync(
                new PostInvoice(audit =>
                {
                    audit.Track(invoice);
                    invoice.Status = "Posted";
                    return Task.CompletedTask;
                }) { Why = "month end", Channel = "web" },
                Cancellation);
        }

        AuditEvent left = app.Trail.Events.Single();
        Encoding.UTF8.GetString(left.Text.Span).ShouldBe(
            $$$"""
            {"v":1,"id":"{{{left.Id}}}","ts":"2026-11-21T09:15:02.1234567Z","context":"finance","action":"invoice.post","category":"post","type":"InvoicePost","outcome":"success","operation":"{{{left.Operation}}}","actor":{"id":"u-17","name":"Ada Brandt","email":"ada@x","kind":"user","roles":["clerk"],"on_behalf_of":{"id":"u-3","name":"Max Roth"}},"resource":{"type":"invoice","id":"I\"1"},"session":"s-88","correlation":"c-1","causation":"m-1","trace":"00-4bf9-01","tenant":"acme","reason":"month end","source":{"service":"tests","version":"1.0","host":"host","ip":"10.0.0.7","user_agent":"curl"},"changes":[{"path":"/status","op":"replace","old":"Draft","new":"Posted"}],"data":{"channel":"web","attempt":null}}
            """);
    }

    [Fact]
    public async Task Members_without_a_value_are_absent()
    {
        await using var app = new TestApplication();
        await app.RunAsync(new PostInvoice(_ => Task.CompletedTask) { Why = "" }, Cancellation);

        string text = Encoding.UTF8.GetString(app.Trail.Events.Single().Text.Span);
        text.ShouldContain("\"resource\":{\"type\":\"invoice\"}");
        text.ShouldContain(",\"changes\":\"unknown\"");
        text.ShouldNotContain("\"session\"");
        text.ShouldNotContain("\"reason\"");
        text.ShouldNotContain("\"roles\"");
    }

    [Fact]
    public async Task What_people_write_is_escaped_and_comes_back_as_it_was()
    {
        const string Odd = "line\n\"quoted\" \\ tab\t ünïcødé 🧾 \u2028 </script> \ud800 end";
        await using var app = new TestApplication();
        await app.RunAsync(new PostInvoice(audit =>
        {
            audit.Denied(Odd);
            return Task.CompletedTask;
        }) { Channel = Odd }, Cancellation);

        AuditEvent left = app.Trail.Events.Single();
        left.Reason.ShouldBe(Odd);
        left.Data[0].Value.GetString().ShouldBe(Odd);
    }

    [Fact]
    public async Task Changes_that_are_too_many_for_one_event_are_divided_over_several_in_order()
    {
        await using var app = new TestApplication(services => services.AddAuditGen(audit => audit.Configure(options => options.MaxEventBytes = 4096)));
        var book = new Book("B") { Entries = [.. Enumerable.Range(0, 300).Select(i => new Entry(i, $"entry [{i}] {{\"{i}\"}}"))] };
        await app.RunAsync(
            new PostInvoice(audit =>
            {
                audit.Created(book);
                return Task.CompletedTask;
            }),
            Cancellation);

        AuditEvent[] parts = [.. app.Trail.Events];
        parts.Length.ShouldBeGreaterThan(5);
        parts.ShouldAllBe(each => each.Text.Length < 6000 && each.Resource!.Id == "B" && each.Operation == parts[0].Operation);
        parts.Select(each => each.Data.Single(datum => datum.Name == "audit_part").Value.ToString()).ShouldBe(Enumerable.Range(1, parts.Length).Select(i => $"{i}"));
        parts.SelectMany(each => each.Changes).Count(change => change.Path.EndsWith("/text", StringComparison.Ordinal)).ShouldBe(300);
        parts.SelectMany(each => each.Changes).Select(change => change.Path).Distinct().Count().ShouldBe(parts.Sum(each => each.Changes.Length));
    }

    [Fact]
    public async Task An_over_long_fact_is_cut_and_says_so()
    {
        await using var app = new TestApplication(services => services.AddAuditGen(audit => audit.Configure(options => options.Text = new AuditTextOptions { MaxValueLength = 20, KeptLength = 5 })));
        await app.RunAsync(new PostInvoice(_ => Task.CompletedTask) { Channel = new string('x', 100) }, Cancellation);

        AuditValue value = app.Trail.Events.Single().Data[0].Value;
        value.Kind.ShouldBe(AuditValueKind.Cut);
        value.GetString().ShouldBe("xxxxx");
    }
}
