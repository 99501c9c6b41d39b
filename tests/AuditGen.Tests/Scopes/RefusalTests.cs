using AuditGen.Testing;
using AuditGen.Tests.Audit;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Scopes;

/// <summary>What a command leaves that failed, was refused, or could not be audited.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_command_that_threw_leaves_nothing_where_no_failure_action_is_declared()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _app.RunAsync(new PostInvoice(ChangeThenThrow), Cancellation));

        _app.Trail.ShouldBeEmpty();
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task A_command_that_threw_leaves_the_declared_failure_action_without_any_change()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _app.RunAsync(new LogIn(ChangeThenThrow), Cancellation));

        _app.Trail.ShouldHaveExactly("session.login_failed");
        _app.Trail.ShouldHaveOne(TestsActions.SessionLoginFailed)
            .WithOutcome(AuditOutcome.Failure)
            .WithChanges(0)
            .WithData("audit_exception", "System.InvalidOperationException")
            .WithoutText("secret detail");
    }

    [Fact]
    public async Task A_denied_command_leaves_its_subject_and_reason_but_no_change()
    {
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                var invoice = new Invoice("1");
                audit.Track(invoice);
                invoice.Status = "Posted";
                audit.Denied("limit exceeded");
                return Task.CompletedTask;
            }) { Why = "month end" },
            Cancellation);

        _app.Trail.ShouldHaveExactly("invoice.post");
        _app.Trail.ShouldHaveOne("invoice.post")
            .WithOutcome(AuditOutcome.Denied)
            .WithReason("limit exceeded")
            .WithData("audit_reason", "month end")
            .On("invoice", "1")
            .WithChanges(0);
    }

    [Fact]
    public async Task A_failed_log_in_names_whom_nobody_loaded()
    {
        await _app.RunAsync(
            new LogIn(audit =>
            {
                audit.Subject("user", "mallory");
                audit.Failed("wrong password");
                return Task.CompletedTask;
            }),
            Cancellation);

        _app.Trail.ShouldHaveOne("session.login_failed").WithOutcome(AuditOutcome.Failure).On("user", "mallory").WithReason("wrong password");
    }

    [Fact]
    public async Task What_the_handler_said_of_its_failure_outlives_the_exception_that_follows()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _app.RunAsync(
            new PostInvoice(audit =>
            {
                audit.Denied("limit exceeded");
                throw new InvalidOperationException();
            }),
            Cancellation));

        _app.Trail.ShouldHaveOne("invoice.post").WithOutcome(AuditOutcome.Denied).WithData("audit_exception", "System.InvalidOperationException");
    }

    [Fact]
    public async Task A_command_without_room_is_refused_unrun()
    {
        bool ran = false;
        using (_app.Trail.Full())
        {
            AuditAppendException refused = await Should.ThrowAsync<AuditAppendException>(() => _app.RunAsync(
                new PostInvoice(_ =>
                {
                    ran = true;
                    return Task.CompletedTask;
                }),
                Cancellation));
            refused.CommandCompleted.ShouldBeFalse();
        }

        ran.ShouldBeFalse();
        _app.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_whose_token_is_cancelled_while_it_waits_for_room_does_not_run()
    {
        bool ran = false;
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _app.RunAsync(
            new PostInvoice(_ =>
            {
                ran = true;
                return Task.CompletedTask;
            }),
            source.Token));

        ran.ShouldBeFalse();
        _app.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_append_that_fails_after_the_command_says_that_the_command_completed()
    {
        using (_app.Trail.Broken())
        {
            AuditAppendException failed = await Should.ThrowAsync<AuditAppendException>(() => _app.RunAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation));
            failed.CommandCompleted.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_failure_event_that_cannot_be_appended_does_not_hide_what_the_handler_threw()
    {
        using (_app.Trail.Broken())
        {
            await Should.ThrowAsync<InvalidOperationException>(() => _app.RunAsync(new LogIn(ChangeThenThrow), Cancellation));
        }
    }

    [Fact]
    public async Task An_intent_is_open_while_the_command_runs_and_gone_afterwards()
    {
        AuditEvent? intent = null;
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                intent = _app.Trail.OpenIntents.ShouldHaveSingleItem();
                audit.Track(new Invoice("1"));
                return Task.CompletedTask;
            }) { Why = "month end" },
            Cancellation);

        intent!.Action.ShouldBe("invoice.post");
        intent.Outcome.ShouldBe(AuditOutcome.Unknown);
        intent.ChangesUnknown.ShouldBeTrue();
        intent.Reason.ShouldBe("month end");
        _app.Trail.OpenIntents.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_context_without_intents_journals_none()
    {
        await using var app = new TestApplication(services => services.AddAuditGen(audit => audit.Context("finance", context => context.Intents = false)));
        await app.RunAsync(
            new PostInvoice(_ =>
            {
                app.Trail.OpenIntents.ShouldBeEmpty();
                app.Trail.RunningOperations.ShouldBe(1);
                return Task.CompletedTask;
            }),
            Cancellation);
    }

    [Fact]
    public async Task A_key_that_is_null_leaves_an_event_with_unknown_changes_and_says_why()
    {
        var invoice = new Invoice(null!);
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                audit.Track(invoice);
                invoice.Status = "Posted";
                return Task.CompletedTask;
            }),
            Cancellation);

        _app.Trail.ShouldHaveOne("invoice.post").WithUnknownChanges().On("invoice", "").WithData("audit_error", "AuditGen.AuditStateException");
    }

    [Fact]
    public async Task A_resource_whose_state_cannot_be_read_leaves_an_event_with_unknown_changes()
    {
        var invoice = new UnreadableInvoice("1");
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                audit.Track(invoice);
                invoice.IsUnreadable = true;
                return Task.CompletedTask;
            }),
            Cancellation);

        _app.Trail.ShouldHaveOne("invoice.post").WithUnknownChanges().WithData("audit_error", "System.NotSupportedException");
    }

    [Theory]
    [InlineData("track")]
    [InlineData("created")]
    [InlineData("deleted")]
    [InlineData("subject")]
    [InlineData("denied")]
    public void Outside_an_operation_the_scope_says_how_to_start_one(string what)
    {
        InvalidOperationException refused = Should.Throw<InvalidOperationException>(() =>
        {
            switch (what)
            {
                case "track": _app.Audit.Track(new Invoice("1")); break;
                case "created": _app.Audit.Created(new Invoice("1")); break;
                case "deleted": _app.Audit.Deleted(new Invoice("1")); break;
                case "subject": _app.Audit.Subject("user", "u"); break;
                default: _app.Audit.Denied("no"); break;
            }
        });
        refused.Message.ShouldContain("AddAuditedHandlers()");
    }

    [Fact]
    public Task Tracking_what_cannot_change_is_refused_with_what_to_call() => InPost(audit =>
        Should.Throw<ArgumentException>(() => audit.Track(new User("u", "e"))).Message.ShouldContain("Changed(before, after)"));

    [Fact]
    public Task Tracking_what_is_not_auditable_is_refused_with_what_to_write() => InPost(audit =>
        Should.Throw<ArgumentException>(() => audit.Track(new object())).Message.ShouldContain("[Auditable("));

    [Fact]
    public Task An_action_that_the_handler_does_not_declare_is_refused() => InPost(audit =>
        Should.Throw<ArgumentException>(() => audit.Action(TestsActions.InvoiceReject)).Message.ShouldContain("does not declare the action 'invoice.reject'"));

    private static Task ChangeThenThrow(IAuditScope audit)
    {
        var invoice = new Invoice("1");
        audit.Track(invoice);
        invoice.Status = "Posted";
        throw new InvalidOperationException("secret detail");
    }

    private Task InPost(Action<IAuditScope> work) => _app.RunAsync(
        new PostInvoice(audit =>
        {
            work(audit);
            return Task.CompletedTask;
        }),
        Cancellation);
}
