using AuditGen.Actors;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Actors;
using AuditGen.Sqlite.Tests.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Sqlite.Tests.Contract;

/// <summary>The contract, kept by the embedded store and its directory of actors.</summary>
public sealed class EmbeddedStoreContract : StoreContract
{
    protected override Task<IContractStore> OpenAsync() => Task.FromResult<IContractStore>(new Embedded());

    private sealed class Embedded : IContractStore
    {
        private readonly StoreFolder _folder = new();
        private readonly StoreHost _host;
        private readonly SqliteActorDirectory _actors;

        public Embedded()
        {
            _host = new StoreHost(_folder.Path);
            _actors = SqliteActorDirectory.Open(_folder.Path, _host.Journal.Origin, _host.Store, NullLogger.Instance);
        }

        public IAuditReader Reader => _host.Store;

        public IAuditActors Actors => _actors;

        public async Task AddAsync(IReadOnlyList<byte[]> texts)
        {
            _host.Journal.Append(texts);
            await _host.IndexAsync();
            using IJournalReader reader = _host.Journal.OpenReader();
            using JournalPage page = new();
            while (_actors.Position < _host.Journal.NextIndex)
            {
                reader.Read(_actors.Position, page, maxRecords: 37);
                await _actors.ConsumeAsync(page, TestContext.Current.CancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _actors.Dispose();
            await _host.DisposeAsync();
            _folder.Dispose();
        }
    }
}
