using AuditGen.Reading;

namespace AuditGen.Cli.Stores;

/// <summary>A store that was opened for reading, with what goes with it.</summary>
internal sealed class OpenedStore : IAsyncDisposable
{
    private readonly IAsyncDisposable?[] _owned;

    /// <param name="store">The store.</param>
    /// <param name="isBehindKnown">Whether the store knows how far it is behind its journal.</param>
    /// <param name="owned">What is closed with it, in order.</param>
    public OpenedStore(IAuditStore store, bool isBehindKnown, params IAsyncDisposable?[] owned)
    {
        Store = store;
        IsBehindKnown = isBehindKnown;
        _owned = owned;
    }

    /// <summary>What answers.</summary>
    public IAuditStore Store { get; }

    /// <summary>Whether the store knows how far it is behind its journal.</summary>
    public bool IsBehindKnown { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? one in _owned)
        {
            if (one is not null)
            {
                await one.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
