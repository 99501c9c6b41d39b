using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <content>The same, as <c>auditgen verify</c> sees it: sealed, and checked by the ledger's verifier.</content>
public sealed partial class RandomOperationsTests
{
    [Fact]
    public async Task The_verifier_is_silent_about_them_and_names_the_row_that_was_updated_directly()
    {
        using var folder = new TempFolder();
        Action<DbContextOptionsBuilder> database = options => options.UseSqlite($"Data Source={folder["shop.db"]};Pooling=False");
        var random = new Random(77);
        await using (Shop shop = await Shop.OpenAsync(outbox: true, database, journal: folder["trail"]))
        {
            await SealedAsync(shop, async () =>
            {
                for (int i = 0; i < 60; i++)
                {
                    await shop.ChangeAsync(context => ChangeAsync(context, random));
                }
            });
        }

        LedgerReport silent = await VerifyAsync(folder["trail"]);
        silent.Faults.ShouldBeEmpty();
        silent.Verdict.ShouldBe(LedgerVerdict.Valid);
        silent.Covered.ShouldBeGreaterThan(60);

        Guid row = default;
        await using (Shop shop = Shop.Beside(database, folder["trail"]))
        {
            await SealedAsync(shop, async () =>
            {
                await shop.UseAsync(async context =>
                {
                    row = (await context.Orders.AsNoTracking().FirstAsync(Cancellation)).Id;
                    (await context.Database.ExecuteSqlAsync($"UPDATE Orders SET Number = 'forged' WHERE Id = {row}", Cancellation)).ShouldBe(1);
                });
                await shop.ChangeAsync(async context =>
                {
                    (await context.Orders.SingleAsync(each => each.Id == row, Cancellation)).Rename("mended");
                    await context.SaveChangesAsync(Cancellation);
                });
            });
        }

        LedgerReport told = await VerifyAsync(folder["trail"]);
        LedgerFault fault = told.Faults.ShouldHaveSingleItem();
        fault.Kind.ShouldBe(LedgerFaultKind.Bypassed);
        fault.Message.ShouldContain($"the old value of order {row} /number is \"forged\"");
    }

    /// <summary>Runs with what a host would run, so that the events are sealed and stored; the relay is moved by hand.</summary>
    private static async Task SealedAsync(Shop shop, Func<Task> run)
    {
        IHostedService[] hosted = [.. shop.Services.GetServices<IHostedService>().Where(static service => !service.GetType().Name.Contains("Outbox", StringComparison.Ordinal))];
        foreach (IHostedService service in hosted)
        {
            await service.StartAsync(Cancellation);
        }

        await run();
        await shop.RelayAsync();
        foreach (IHostedService service in hosted.Reverse())
        {
            await service.StopAsync(Cancellation);
        }

        foreach (IHostedLifecycleService service in hosted.OfType<IHostedLifecycleService>().Reverse())
        {
            await service.StoppedAsync(Cancellation);
        }
    }

    private static async Task<LedgerReport> VerifyAsync(string trail)
    {
        string journal = Path.Combine(trail, "journal");
        using SqliteJournalEvents events = SqliteJournalEvents.Open(journal);
        return await LedgerVerifier.VerifyAsync(
            new LedgerVerification
            {
                OpenLedger = () => SqliteLedger.OpenForReading(journal),
                Copies = [events],
                Keys = LedgerKeyFolder.ReadPublic(SqliteLedgerBackend.KeyFolderOf(journal)),
            },
            cancellationToken: Cancellation);
    }
}
