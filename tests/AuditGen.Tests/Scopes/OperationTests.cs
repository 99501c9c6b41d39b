using AuditGen.Testing;
using AuditGen.Tests.Audit;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Scopes;

/// <summary>What a command leaves that succeeded.</summary>
public sealed class OperationTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_tracked_resource_that_changed_leaves_its_change()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Track(invoice);
            invoice.Status = "Posted";
        });

        _app.Trail.ShouldHaveExactly("invoice.post");
        _app.Trail.ShouldHaveOne("invoice.post").WithOutcome(AuditOutcome.Success).On("invoice", "1").Changed("/status", "Draft", "Posted").WithChanges(1);
    }

    [Fact]
    public async Task Reason_and_facts_of_the_command_are_recorded_and_secrets_are_not()
    {
        var invoice = new Invoice("1");
        await _app.RunAsync(new PostInvoice(audit => Change(audit, invoice)) { Why = "month end", Channel = "web", Password = "hunter2" }, Cancellation);

        _app.Trail.ShouldHaveOne("invoice.post")
            .WithReason("month end")
            .WithData("channel", "web")
            .WithData("attempt", "(masked)")
            .WithoutText("hunter2");
    }

    [Fact]
    public async Task The_handler_s_own_reason_takes_the_place_of_the_command_s()
    {
        await _app.RunAsync(
            new PostInvoice(audit =>
            {
                audit.Reason("found by the handler");
                return Change(audit, new Invoice("1"));
            }) { Why = "given" },
            Cancellation);

        _app.Trail.ShouldHaveOne("invoice.post").WithReason("found by the handler");
    }

    [Fact]
    public async Task A_tracked_resource_that_did_not_change_leaves_nothing()
    {
        await Post(audit => audit.Track(new Invoice("1")));

        _app.Trail.ShouldBeEmpty();
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_was_undone_leaves_nothing()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Track(invoice);
            invoice.Status = "Posted";
            invoice.Status = "Draft";
        });

        _app.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_recorded_nothing_at_all_leaves_an_event_with_unknown_changes()
    {
        await Post(_ => { });

        _app.Trail.ShouldHaveOne("invoice.post").WithOutcome(AuditOutcome.Success).WithUnknownChanges().On("invoice", "");
    }

    [Fact]
    public async Task A_subject_alone_says_whom_the_unknown_changes_are_about()
    {
        await Post(audit => audit.Subject("invoice", "7", "INV-7"));

        _app.Trail.ShouldHaveOne("invoice.post").WithUnknownChanges().On("invoice", "7").Event.Resource!.Name.ShouldBe("INV-7");
    }

    [Fact]
    public async Task An_action_that_is_emitted_when_unchanged_leaves_an_event_without_changes()
    {
        await _app.RunAsync(
            new MatchInvoice(audit =>
            {
                audit.Track(new Invoice("1"));
                return Task.CompletedTask;
            }),
            Cancellation);

        _app.Trail.ShouldHaveOne("invoice.match").WithChanges(0).On("invoice", "1");
    }

    [Fact]
    public async Task An_action_that_is_emitted_when_unchanged_never_says_unknown()
    {
        await _app.RunAsync(new MatchInvoice(_ => Task.CompletedTask), Cancellation);

        _app.Trail.ShouldHaveOne("invoice.match").WithChanges(0);
    }

    [Fact]
    public async Task A_created_resource_leaves_every_member_as_it_is_in_the_end()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Created(invoice);
            invoice.Total = 12.50m;
        });

        _app.Trail.ShouldHaveOne("invoice.post").On("invoice", "1").Changed("/total", null, "12.50").Changed("/status", null, "Draft");
    }

    [Fact]
    public async Task A_deleted_resource_leaves_every_member_as_it_was_stored()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Track(invoice);
            invoice.Status = "Void";
            audit.Deleted(invoice);
        });

        _app.Trail.ShouldHaveOne("invoice.post").Changed("/status", "Draft", null);
    }

    [Fact]
    public async Task A_resource_created_and_deleted_in_one_command_leaves_nothing()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Created(invoice);
            audit.Deleted(invoice);
        });

        _app.Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_immutable_value_that_took_the_place_of_another_leaves_the_difference()
    {
        await Post(audit => audit.Changed(new User("u", "old@x"), new User("u", "new@x")));

        _app.Trail.ShouldHaveOne("invoice.post").On("user", "u").Changed("/email", "old@x", "new@x");
    }

    [Fact]
    public async Task Replacing_a_value_step_by_step_leaves_one_change_from_first_to_last()
    {
        await Post(audit =>
        {
            audit.Changed(new User("u", "1"), new User("u", "2"));
            audit.Changed(new User("u", "2"), new User("u", "3"));
        });

        _app.Trail.ShouldHaveOne("invoice.post").Changed("/email", "1", "3");
    }

    [Fact]
    public async Task Values_that_do_not_join_stay_apart()
    {
        await Post(audit =>
        {
            audit.Changed(new User("u", "1"), new User("u", "2"));
            audit.Changed(new User("v", "2"), new User("v", "3"));
        });

        _app.Trail.Events.Select(each => each.Resource!.Id).ShouldBe(["u", "v"]);
    }

    [Fact]
    public async Task A_value_created_and_replaced_is_created_as_the_last_one()
    {
        await Post(audit =>
        {
            var first = new User("u", "1");
            audit.Created(first);
            audit.Changed(first, new User("u", "2"));
        });

        _app.Trail.ShouldHaveOne("invoice.post").Changed("/email", null, "2");
    }

    [Fact]
    public async Task Tracking_a_resource_again_changes_nothing()
    {
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Track(invoice);
            invoice.Status = "Posted";
            audit.Track(invoice);
        });

        _app.Trail.ShouldHaveOne("invoice.post").Changed("/status", "Draft", "Posted");
    }

    [Fact]
    public async Task Each_changed_resource_has_an_event_of_its_own_and_the_declared_one_comes_first()
    {
        var account = new Account("A");
        var invoice = new Invoice("1");
        await Post(audit =>
        {
            audit.Track(account);
            audit.Track(invoice);
            account.Balance = 1;
            invoice.Status = "Posted";
        });

        _app.Trail.Events.Select(each => each.Resource!.Type).ShouldBe(["invoice", "account"]);
        _app.Trail.Events.Select(each => each.Operation).Distinct().Count().ShouldBe(1);
        _app.Trail.Events.Select(each => each.Id).ShouldBeInOrder();
    }

    [Fact]
    public async Task Many_resources_in_one_operation_are_found_again()
    {
        Invoice[] invoices = [.. Enumerable.Range(0, 100).Select(i => new Invoice($"{i}"))];
        await Post(audit =>
        {
            foreach (Invoice invoice in invoices.Concat(invoices))
            {
                audit.Track(invoice);
                invoice.Total += 1;
            }
        });

        _app.Trail.Events.Length.ShouldBe(100);
        _app.Trail.Events.ShouldAllBe(each => each.Changes.Length == 1);
    }

    [Fact]
    public async Task The_handler_says_which_of_several_actions_happened()
    {
        var invoice = new Invoice("1");
        await _app.RunAsync(
            new ReviewInvoice(audit =>
            {
                audit.Action(TestsActions.InvoiceReject);
                return Change(audit, invoice);
            }),
            Cancellation);

        _app.Trail.ShouldHaveExactly("invoice.reject");
    }

    [Fact]
    public async Task The_first_of_several_actions_happened_unless_the_handler_says_otherwise()
    {
        await _app.RunAsync(new ReviewInvoice(audit => Change(audit, new Invoice("1"))), Cancellation);

        _app.Trail.ShouldHaveExactly("invoice.approve");
    }

    [Fact]
    public async Task A_command_that_completed_is_recorded_though_its_token_was_cancelled_meanwhile()
    {
        using var source = new CancellationTokenSource();
        var invoice = new Invoice("1");
        await _app.RunAsync(
            new PostInvoice(async audit =>
            {
                await Change(audit, invoice);
                await source.CancelAsync();
            }),
            source.Token);

        _app.Trail.ShouldHaveExactly("invoice.post");
    }

    [Fact]
    public async Task An_instance_of_a_derived_class_is_recorded_as_what_it_derives_from()
    {
        var invoice = new ProxiedInvoice("1");
        await Post(audit =>
        {
            audit.Track(invoice);
            invoice.Status = "Posted";
        });

        _app.Trail.ShouldHaveOne("invoice.post").On("invoice", "1");
    }

    private static Task Change(IAuditScope audit, Invoice invoice)
    {
        audit.Track(invoice);
        invoice.Status = "Posted";
        return Task.CompletedTask;
    }

    private Task Post(Action<IAuditScope> work) => _app.RunAsync(
        new PostInvoice(audit =>
        {
            work(audit);
            return Task.CompletedTask;
        }),
        Cancellation);

    private sealed class ProxiedInvoice(string id) : Invoice(id);
}
