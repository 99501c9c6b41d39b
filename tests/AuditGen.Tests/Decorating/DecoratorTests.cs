using AuditGen.Testing;
using AuditGen.Tests.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Decorating;

/// <summary>What generated decorators do with results, with synchronous methods and with members that are not audited.</summary>
public sealed class DecoratorTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = RegistrationTests.Build(services => services.AddSingleton<IInvoiceService, InvoiceService>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IInvoiceService Service => _services.GetRequiredService<IInvoiceService>();

    private AuditTestTrail Trail => _services.GetRequiredService<AuditTestTrail>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_result_that_means_success_completes_the_operation()
    {
        (await Service.PostAsync(new Invoice("1"), "Posted", succeed: true, Cancellation)).ShouldBe(new Result(true));

        Trail.ShouldHaveOne("invoice.post").WithOutcome(AuditOutcome.Success).Changed("/status", "Draft", "Posted");
    }

    [Fact]
    public async Task A_result_that_means_failure_fails_it()
    {
        (await Service.PostAsync(new Invoice("1"), "Posted", succeed: false, Cancellation)).ShouldBe(new Result(false));

        Trail.ShouldHaveExactly("invoice.post_failed");
        Trail.ShouldHaveOne("invoice.post_failed").WithOutcome(AuditOutcome.Failure).WithChanges(0);
    }

    [Fact]
    public async Task A_result_that_is_null_counts_as_success()
    {
        (await Service.PostAsync(new Invoice("1"), "null", succeed: true, Cancellation)).ShouldBeNull();

        Trail.ShouldHaveExactly("invoice.post");
    }

    [Fact]
    public async Task A_result_that_says_is_failure_is_read_the_other_way_round()
    {
        await Service.JudgeAsync(new Invoice("1"), fail: true);
        await Service.JudgeAsync(new Invoice("1"), fail: false);

        Trail.ShouldHaveExactly("invoice.judge_failed", "invoice.judge");
    }

    [Fact]
    public void Synchronous_methods_are_audited_too_and_leave_no_operation_behind()
    {
        Service.Rename(new Invoice("1"), "Renamed");
        Service.Count(new Invoice("123")).ShouldBe(3);

        Trail.ShouldHaveExactly("invoice.rename", "invoice.count");
        Trail.ShouldHaveOne("invoice.rename").Changed("/status", "Draft", "Renamed").WithData("status", "Renamed");
        Should.Throw<InvalidOperationException>(() => _services.GetRequiredService<IAuditScope>().Track(new Invoice("1")));
    }

    [Fact]
    public void Members_that_are_not_audited_pass_through()
    {
        Service.Name = "renamed";
        Service.Name.ShouldBe("renamed");
        Service[7].ShouldBe(7);
        Service.Echo(5).ShouldBe(5);
        Service.TryFind("1", out Invoice? found).ShouldBeFalse();
        found.ShouldBeNull();

        Trail.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_of_the_inner_handler_reach_subscribers()
    {
        int raised = 0;
        Service.Posted += (_, _) => raised++;
        await Service.PostAsync(new Invoice("1"), "Posted", succeed: true, Cancellation);

        raised.ShouldBe(1);
    }

    [Fact]
    public async Task The_inner_handler_is_disposed_once_by_the_container_that_made_it()
    {
        InvoiceService? inner = null;
        ServiceProvider services = RegistrationTests.Build(registered => registered.AddSingleton<IInvoiceService>(
            provider => inner = new InvoiceService(provider.GetRequiredService<IAuditScope>())));
        services.GetRequiredService<IInvoiceService>().Dispose();
        inner!.Disposals.ShouldBe(0);
        await services.DisposeAsync();

        inner.Disposals.ShouldBe(1);
    }
}
