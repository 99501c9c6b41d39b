using AuditGen.Testing;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Scopes;

/// <summary>Commands that run other commands.</summary>
public sealed class NestingTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_nested_command_joins_the_operation_around_it()
    {
        var invoice = new Invoice("1");
        var other = new Invoice("2");
        await Post(async audit =>
        {
            await Match(nested => Change(nested, other, "Matched"));
            Change(audit, invoice, "Posted");
            _app.Trail.ShouldBeEmpty();
        });

        _app.Trail.ShouldHaveExactly("invoice.post", "invoice.match");
        _app.Trail.Events.Select(each => each.Operation).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task When_the_outer_command_fails_its_nested_commands_leave_no_change()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Post(async _ =>
        {
            await Match(nested => Change(nested, new Invoice("2"), "Matched"));
            throw new InvalidOperationException();
        }));

        _app.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_nested_failure_that_the_outer_command_swallows_leaves_its_failure_event_and_the_outer_change()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            Change(audit, invoice, "Posted");
            try
            {
                await LogIn(nested =>
                {
                    Change(nested, new Invoice("2"), "Broken");
                    throw new InvalidOperationException();
                });
            }
            catch (InvalidOperationException)
            {
                // The outer command goes on.
            }
        });

        _app.Trail.ShouldHaveExactly("invoice.post", "session.login_failed");
        _app.Trail.ShouldHaveOne("invoice.post").On("invoice", "1");
    }

    [Fact]
    public async Task A_resource_that_outer_and_nested_command_both_change_has_changes_that_fold()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            Change(audit, invoice, "A");
            await Match(nested => Change(nested, invoice, "B"));
            invoice.Status = "C";
        });

        _app.Trail.ShouldHaveExactly("invoice.post", "invoice.match", "invoice.post");
        _app.Trail.Events.Select(each => each.Changes.Single().New.ToDisplayText()).ShouldBe(["A", "B", "C"]);
        _app.Trail.Events.Select(each => each.Changes.Single().Old.ToDisplayText()).ShouldBe(["Draft", "A", "B"]);
    }

    [Fact]
    public async Task A_nested_change_made_first_comes_before_the_outer_one_so_that_changes_fold()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            await Match(nested => Change(nested, invoice, "A"));
            Change(audit, invoice, "B");
        });

        // Tracked by the outer command only after the nested one: the states join, and order tells the story.
        _app.Trail.Events.SelectMany(each => each.Changes).Select(change => change.New.ToDisplayText()).ShouldBe(["A", "B"]);
    }

    [Fact]
    public async Task What_a_failed_nested_command_changed_in_an_outer_resource_is_the_outer_command_s()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            audit.Track(invoice);
            try
            {
                await Match(nested =>
                {
                    Change(nested, invoice, "Half");
                    throw new InvalidOperationException();
                });
            }
            catch (InvalidOperationException)
            {
                // Swallowed, and the half-changed invoice is committed by the outer command.
            }
        });

        _app.Trail.ShouldHaveExactly("invoice.post");
        _app.Trail.ShouldHaveOne("invoice.post").Changed("/status", "Draft", "Half");
    }

    [Fact]
    public async Task What_succeeded_inside_a_failed_command_is_rolled_back_with_it()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            Change(audit, invoice, "A");
            try
            {
                await LogIn(async middle =>
                {
                    Change(middle, invoice, "B");
                    await Match(inner => Change(inner, invoice, "C"));
                    await Match(inner => Change(inner, new Invoice("2"), "C"));
                    throw new InvalidOperationException();
                });
            }
            catch (InvalidOperationException)
            {
                // Swallowed: of what happened inside only what the outer command knows of is left, as its own.
            }
        });

        _app.Trail.ShouldHaveExactly("invoice.post", "invoice.post", "session.login_failed");
        _app.Trail.Events.SelectMany(each => each.Changes).Select(change => (change.Old.ToDisplayText(), change.New.ToDisplayText())).ShouldBe([("Draft", "A"), ("A", "C")]);
    }

    [Fact]
    public async Task A_resource_that_a_failed_nested_command_deleted_is_the_outer_command_s_again()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            audit.Track(invoice);
            try
            {
                await Match(nested =>
                {
                    nested.Deleted(invoice);
                    throw new InvalidOperationException();
                });
            }
            catch (InvalidOperationException)
            {
                // Swallowed.
            }

            invoice.Status = "Posted";
        });

        _app.Trail.ShouldHaveOne("invoice.post").Changed("/status", "Draft", "Posted");
    }

    [Fact]
    public async Task A_command_that_only_runs_others_leaves_no_event_of_its_own()
    {
        await Post(async _ => await Match(nested => Change(nested, new Invoice("2"), "Matched")));

        _app.Trail.ShouldHaveExactly("invoice.match");
    }

    [Fact]
    public async Task A_nested_command_that_recorded_nothing_says_unknown_itself()
    {
        await LogIn(async audit =>
        {
            audit.Subject("user", "u");
            await _app.RunAsync(new PostInvoice(_ => Task.CompletedTask), Cancellation);
        });

        _app.Trail.ShouldHaveExactly("session.login", "invoice.post");
        _app.Trail.ShouldHaveOne("invoice.post").WithUnknownChanges();
    }

    [Fact]
    public async Task A_denied_nested_command_does_not_deny_the_outer_one()
    {
        await Post(async audit =>
        {
            Change(audit, new Invoice("1"), "Posted");
            await Match(nested => nested.Denied("no"));
        });

        _app.Trail.ShouldHaveOne("invoice.post").WithOutcome(AuditOutcome.Success);
        _app.Trail.ShouldHaveOne("invoice.match").WithOutcome(AuditOutcome.Denied).WithReason("no");
    }

    [Fact]
    public async Task An_independent_command_is_an_operation_of_its_own_and_survives_the_outer_failure()
    {
        var account = new Account("A");
        Guid outer = Guid.Empty;
        await Should.ThrowAsync<InvalidOperationException>(() => Post(async _ =>
        {
            outer = _app.Trail.OpenIntents.Single().Operation;
            await _app.RunAsync(
                new WriteLog(nested =>
                {
                    nested.Track(account);
                    account.Balance = 1;
                    return Task.CompletedTask;
                }),
                Cancellation);
            throw new InvalidOperationException();
        }));

        _app.Trail.ShouldHaveExactly("account.note");
        AuditEvent note = _app.Trail.Events.Single();
        note.Operation.ShouldNotBe(outer);
        note.Causation.ShouldBe(outer.ToString());
    }

    [Fact]
    public async Task After_an_independent_command_the_outer_one_is_current_again()
    {
        var invoice = new Invoice("1");
        await Post(async audit =>
        {
            await _app.RunAsync(new WriteLog(_ => Task.CompletedTask), Cancellation);
            Change(audit, invoice, "Posted");
        });

        _app.Trail.ShouldHaveExactly("account.note", "invoice.post");
    }

    [Fact]
    public async Task A_nested_reason_is_the_outer_one_s_unless_it_has_its_own()
    {
        await _app.RunAsync(
            new PostInvoice(async _ => await Match(nested => Change(nested, new Invoice("2"), "Matched"))) { Why = "month end" },
            Cancellation);

        _app.Trail.ShouldHaveOne("invoice.match").WithReason("month end");
    }

    [Fact]
    public async Task A_nested_command_that_nobody_awaited_is_recorded_when_it_ends_after_its_root()
    {
        var release = new TaskCompletionSource();
        Task nested = Task.CompletedTask;
        await Post(audit =>
        {
            Change(audit, new Invoice("1"), "Posted");
            nested = _app.RunAsync(
                new MatchInvoice(async late =>
                {
                    await release.Task;
                    Change(late, new Invoice("2"), "Matched");
                }),
                Cancellation);
            return Task.CompletedTask;
        });
        _app.Trail.ShouldHaveExactly("invoice.post");

        release.SetResult();
        await nested;

        _app.Trail.ShouldHaveExactly("invoice.post", "invoice.match");
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    private static void Change(IAuditScope audit, Invoice invoice, string status)
    {
        audit.Track(invoice);
        invoice.Status = status;
    }

    private Task Post(Func<IAuditScope, Task> work) => _app.RunAsync(new PostInvoice(work), Cancellation);

    private Task LogIn(Action<IAuditScope> work) => LogIn(audit =>
    {
        work(audit);
        return Task.CompletedTask;
    });

    private Task LogIn(Func<IAuditScope, Task> work) => _app.RunAsync(new LogIn(work), Cancellation);

    private Task Match(Action<IAuditScope> work) => _app.RunAsync(
        new MatchInvoice(audit =>
        {
            work(audit);
            return Task.CompletedTask;
        }),
        Cancellation);
}
