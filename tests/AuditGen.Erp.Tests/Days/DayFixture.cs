namespace AuditGen.Erp.Tests.Days;

/// <summary>One day that many tests look at: long enough for every event type.</summary>
public sealed class DayFixture : IAsyncLifetime
{
    private RunDay? _day;

    internal RunDay Day => _day ?? throw new InvalidOperationException("The day has not begun.");

    internal IReadOnlyList<AuditEvent> Events => Day.Events;

    public async ValueTask InitializeAsync() => _day = await RunDay.StartAsync(events: 9_000);

    public ValueTask DisposeAsync() => _day?.DisposeAsync() ?? ValueTask.CompletedTask;
}
