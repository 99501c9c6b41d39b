using AuditGen.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Postgres;

internal static class ServiceShortcuts
{
    public static IJournal GetJournal(this IServiceProvider services) => services.GetRequiredService<IJournal>();

    public static void Configure3Rows(this IServiceCollection services) => services.Configure<OutboxOptions>(options => options.BatchRows = 3);
}
