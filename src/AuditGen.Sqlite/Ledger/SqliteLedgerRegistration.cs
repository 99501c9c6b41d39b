using AuditGen.Journal;
using AuditGen.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AuditGen.Sqlite.Ledger;

/// <summary>Seals a SQLite journal: on by default with every one.</summary>
internal static class SqliteLedgerRegistration
{
    /// <summary>Adds the ledger. Called before the journal's writer is added, so that it stops after it.</summary>
    public static void AddSqliteLedger(this IServiceCollection services, string folder)
    {
        services.TryAddSingleton<ILedgerBackend>(provider => new SqliteLedgerBackend(folder, provider.GetRequiredService<IJournal>().Origin));
        if (!services.Any(static service => service.ServiceType == typeof(LedgerStatus)))
        {
            services.AddAuditLedger();
        }
    }
}
