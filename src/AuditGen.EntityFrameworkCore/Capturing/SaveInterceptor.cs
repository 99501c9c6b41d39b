using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Tells the capture of a context when its saves begin and end.</summary>
internal sealed class SaveInterceptor(CaptureServices services) : SaveChangesInterceptor
{
    /// <summary>What it tells.</summary>
    public CaptureServices Services => services;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Of(eventData)?.Begin();
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.Begin();
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (Of(eventData) is { } capture)
        {
            Synchronously.Run(capture.EndAsync(async: false, CancellationToken.None));
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (Of(eventData) is { } capture)
        {
            await capture.EndAsync(async: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public override InterceptionResult ThrowingConcurrencyException(ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        Of(eventData)?.Lose();
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.Lose();
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Of(eventData)?.Fail();

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.Fail();
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Of(eventData)?.Fail();

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Of(eventData)?.Fail();
        return Task.CompletedTask;
    }

    private ContextCapture? Of(DbContextEventData eventData) => eventData.Context is { } context ? services.For(context) : null;
}
