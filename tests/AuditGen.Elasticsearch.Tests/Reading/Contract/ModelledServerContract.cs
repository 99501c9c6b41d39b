using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Sqlite.Tests.Contract;

namespace AuditGen.Elasticsearch.Tests.Reading.Contract;

/// <summary>The contract, kept by the Elasticsearch store over the server inside the process.</summary>
public sealed class ModelledServerContract : StoreContract
{
    protected override Task<IContractStore> OpenAsync()
    {
        var bench = new ExportBench(new ClusterModel());
        return ClusterUnderContract.OpenAsync(bench.Transport, "default", bench, static () => Task.CompletedTask);
    }
}
