using AuditGen.Ledger;
using Microsoft.Extensions.Logging;

namespace Erp.Composition;

/// <summary>
/// The key that signs the sample's ledger, made beside the journal at the first run. Whoever can read it can sign another
/// history, which is all right for invented data; a system in use keeps its key elsewhere (docs/ledger.md).
/// </summary>
internal static partial class SampleKey
{
    public static void Prepare(string store, ILogger logger)
    {
        string folder = Path.Combine(store, "journal-keys");
        _ = LedgerKeyFolder.OpenOrCreate(folder, "erp.example/sample", out bool created);
        if (created)
        {
            LogCreated(logger, folder);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "A key that signs the sample's ledger was made in {Folder}")]
    private static partial void LogCreated(ILogger logger, string folder);
}
