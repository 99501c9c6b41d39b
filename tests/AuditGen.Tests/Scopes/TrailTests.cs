using AuditGen.Testing;
using AuditGen.Tests.Audit;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Scopes;

/// <summary>Events appended by hand.</summary>
public sealed class TrailTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IAuditTrail ByHand => _app.Services.GetRequiredService<IAuditTrail>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_event_by_hand_is_recorded_with_what_the_context_says()
    {
        Guid id;
        using (AuditContext.Begin(new AuditContext { Actor = new AuditActor("job"), Tenant = "acme" }))
        {
            id = await ByHand.AppendAsync(new Note("seen"), Cancellation);
        }

        AuditEvent left = _app.Trail.ShouldHaveOne("account.note").By("job").On("account", "A").WithReason("seen").WithData("pages", "3").WithChanges(1).Event;
        left.Id.ShouldBe(id);
        left.Tenant.ShouldBe("acme");
    }

    [Fact]
    public async Task Inside_an_operation_it_shares_the_operation_and_counts_as_recorded()
    {
        await _app.RunAsync(new PostInvoice(async _ => await ByHand.AppendAsync(new Note("seen"), Cancellation)), Cancellation);

        _app.Trail.ShouldHaveExactly("account.note");
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task Without_room_it_is_refused()
    {
        using (_app.Trail.Full())
        {
            await Should.ThrowAsync<AuditAppendException>(async () => await ByHand.AppendAsync(new Note("seen"), Cancellation));
        }

        _app.Trail.ShouldBeEmpty();
    }

    private sealed record Note(string? Reason) : IAppendableEvent
    {
        public AuditAction Action => TestsActions.AccountNote;

        public AuditOutcome Outcome => AuditOutcome.Success;

        public AuditResource Resource => new("account", "A");

        public int WriteChanges(AuditTextWriter writer)
        {
            writer.WriteRaw("{\"path\":\"/balance\",\"op\":\"replace\",\"old\":1,\"new\":2}"u8);
            return 1;
        }

        public int WriteData(AuditTextWriter writer)
        {
            writer.WriteRaw("\"pages\":3"u8);
            return 1;
        }
    }
}
