using AuditGen.Testing;
using AuditGen.Tests.Domain;
using AuditGen.Tests.Domain.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Tests.Decorating;

/// <summary>Handlers that a framework calls directly run through the adapter.</summary>
public sealed class AdapterTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IAuditOperations Operations => _app.Services.GetRequiredService<IAuditOperations>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_plain_class_runs_as_an_audited_operation_with_the_facts_of_its_command()
    {
        var handler = new CloseInvoiceHandler(_app.Audit);
        var command = new CloseInvoice(new Invoice("1"), "year end");
        await Operations.RunAsync(CloseInvoiceHandlerAudit.HandleAsync, command, token => handler.HandleAsync(command, token), Cancellation);

        _app.Trail.ShouldHaveOne("invoice.close").Changed("/status", "Draft", "Closed").WithReason("year end");
    }

    [Fact]
    public async Task A_result_can_mean_failure()
    {
        int result = await Operations.RunAsync(
            CloseInvoiceHandlerAudit.HandleAsync,
            command: null,
            _ =>
            {
                _app.Audit.Track(new Invoice("1"));
                return Task.FromResult(500);
            },
            succeeded: status => status < 400,
            Cancellation);

        result.ShouldBe(500);
        _app.Trail.ShouldBeEmpty();
        _app.Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task What_the_handler_throws_reaches_the_caller()
    {
        await Should.ThrowAsync<NotSupportedException>(() => Operations.RunAsync(
            CloseInvoiceHandlerAudit.HandleAsync, command: null, _ => throw new NotSupportedException(), Cancellation));

        _app.Trail.RunningOperations.ShouldBe(0);
    }

    [Fact]
    public async Task An_operation_that_is_neither_completed_nor_failed_leaves_an_event_with_unknown_outcome()
    {
        IAuditOperation operation = Operations.Begin(CloseInvoiceHandlerAudit.HandleAsync);
        await operation.ReserveAsync(Cancellation);
        await operation.DisposeAsync();

        _app.Trail.ShouldHaveOne("invoice.close").WithOutcome(AuditOutcome.Unknown).WithUnknownChanges();
    }

    [Fact]
    public async Task An_operation_without_reservation_is_recorded_all_the_same()
    {
        await using IAuditOperation operation = Operations.Begin(CloseInvoiceHandlerAudit.HandleAsync);
        await operation.CompleteAsync();

        _app.Trail.ShouldHaveOne("invoice.close").WithUnknownChanges();
    }

    [Fact]
    public async Task An_operation_ends_once()
    {
        await using IAuditOperation operation = Operations.Begin(CloseInvoiceHandlerAudit.HandleAsync);
        await operation.CompleteAsync();

        await Should.ThrowAsync<InvalidOperationException>(async () => await operation.CompleteAsync());
    }
}
