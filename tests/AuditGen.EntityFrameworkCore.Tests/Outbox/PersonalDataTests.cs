using System.Text;
using AuditGen.Baselines;
using AuditGen.EntityFrameworkCore.Outbox;
using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.EntityFrameworkCore.Tests.Outbox;

/// <summary>
/// Personal data that a context saves is nowhere in clear but in the application's own tables: not in the outbox, the pages of its
/// database, the journal or the store; and once a person's key is shredded nobody can read it.
/// </summary>
public sealed class PersonalDataTests : ShopTests, IDisposable
{
    private static readonly string[] s_clear =
        ["Ada Brandtkowalski", "measles-7731", "mumps-4410", "ada@clinic.example", "Grete Nextofkin", "Bo Brandtkowalski", "scarlet-9920", "never-committed-3"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_sealed_wherever_events_are_kept_and_erased_with_the_key()
    {
        await using Shop shop = await OpenAsync();
        await BeforeAdoptionAsync(shop, "bo", "Bo Brandtkowalski");
        await BaselineAsync(shop);
        await shop.ChangeAsync(async context =>
        {
            var patient = new Patient { Id = "ada", Name = "Ada Brandtkowalski", Diagnosis = "measles-7731", Ward = 1 };
            patient.Contacts.Add(new Contact { Kind = "mail", Address = "ada@clinic.example" });
            context.Add(patient).Property("NextOfKin").CurrentValue = "Grete Nextofkin";
            await context.SaveChangesAsync(Cancellation);
        });
        await ChangeAsync(shop, patient => patient.Diagnosis = "mumps-4410");
        await shop.ChangeAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            (await context.Patients.SingleAsync(each => each.Id == "ada", Cancellation)).Diagnosis = "never-committed-3";
            await context.SaveChangesAsync(Cancellation);
            await transaction.RollbackAsync(Cancellation);
        });

        await OutboxHoldsNoneAsync(shop, rows: 2);
        await WipeBusinessTablesAsync();
        FilesHoldNone(_folder["shop.db"] + "*", "the database holds clear text beside its business tables");

        await shop.RelayAsync();
        await shop.VisibleAsync();
        (await AdaAsync(shop)).ShouldBe(["/contacts/mail/address \"ada@clinic.example\"", "/diagnosis \"mumps-4410\"", "/name \"Ada Brandtkowalski\"", "/nextOfKin \"Grete Nextofkin\""]);
        FilesHoldNone("trail", "the trail holds clear text");

        var erasure = shop.Services.GetRequiredService<IAuditErasure>();
        (await erasure.EraseAsync("ada", "ticket 1", Cancellation)).ShouldBe(ErasureOutcome.Erased);
        (await erasure.EraseAsync("bo", "ticket 2", Cancellation)).ShouldBe(ErasureOutcome.Erased);
        await shop.VisibleAsync();
        (await AdaAsync(shop)).ShouldAllBe(value => value.Contains("$erased"));

        // What is recorded of her from now on is not even stored, and her changes still fold.
        await ChangeAsync(shop, patient => (patient.Diagnosis, patient.Ward) = ("scarlet-9920", 4));
        await OutboxHoldsNoneAsync(shop, rows: 1);
        await shop.RelayAsync();
        await shop.VisibleAsync();
        AuditState state = await StateAsync(shop);
        state["/ward"].ToString().ShouldBe("4");
        FilesHoldNone("trail", "the trail holds clear text");
        FilesHoldNone("keys", "the keys hold clear text");
    }

    [Fact]
    public async Task A_baseline_seals_as_well()
    {
        await using Shop shop = await OpenAsync();
        await BeforeAdoptionAsync(shop, "ada", "Ada Brandtkowalski");
        await BaselineAsync(shop);
        await shop.VisibleAsync();

        (await AdaAsync(shop)).ShouldBe(["/contacts/mail/address \"ada@clinic.example\"", "/diagnosis null", "/name \"Ada Brandtkowalski\"", "/nextOfKin \"Grete Nextofkin\""]);
        FilesHoldNone("trail", "the trail holds clear text");
        await shop.Services.GetRequiredService<IAuditErasure>().EraseAsync("ada", "ticket 1", Cancellation);
        (await AdaAsync(shop)).Where(value => value.Contains("$erased")).Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_a_detached_update_reads_is_sealed()
    {
        await using Shop shop = await OpenAsync();
        await BeforeAdoptionAsync(shop, "ada", "Ada Brandtkowalski");
        Patient? detached = null;
        await shop.UseAsync(async context => detached = await context.Patients.AsNoTracking().SingleAsync(Cancellation));
        await shop.ChangeAsync(async context =>
        {
            detached!.Diagnosis = "measles-7731";
            context.Update(detached);
            await context.SaveChangesAsync(Cancellation);
        });

        await OutboxHoldsNoneAsync(shop, rows: 1);
        await shop.RelayAsync();
        shop.Journaled().ShouldHaveSingleItem().Changes().ShouldHaveSingleItem().ShouldStartWith("/diagnosis: null -> {\"$sealed\":");
    }

    private static Task BeforeAdoptionAsync(Shop shop, string id, string name) => shop.UseAsync(async context =>
    {
        var patient = new Patient { Id = id, Name = name };
        patient.Contacts.Add(new Contact { Kind = "mail", Address = "ada@clinic.example" });
        context.Add(patient).Property("NextOfKin").CurrentValue = "Grete Nextofkin";
        await context.SaveChangesAsync(Cancellation);
    });

    private static Task BaselineAsync(Shop shop) => shop.UseAsync(context => shop.Services.GetRequiredService<IAuditBaseline>()
        .BaselineAsync<Patient, string>(context, patient => patient.Id, cancellationToken: Cancellation));

    private static Task ChangeAsync(Shop shop, Action<Patient> change) => shop.ChangeAsync(async context =>
    {
        change(await context.Patients.SingleAsync(each => each.Id == "ada", Cancellation));
        await context.SaveChangesAsync(Cancellation);
    });

    private static Task<AuditState> StateAsync(Shop shop) => shop.Services.GetRequiredService<IAuditReader>()
        .AsOfAsync("patient", "ada", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), AuditAccess.Everything, Cancellation).AsTask();

    private static async Task<string[]> AdaAsync(Shop shop) =>
    [
        .. (await StateAsync(shop)).Values
            .Where(value => value.Path is "/name" or "/diagnosis" or "/nextOfKin" or "/contacts/mail/address")
            .Select(value => $"{value.Path} {value.Value}")
            .Order(StringComparer.Ordinal),
    ];

    private static Task OutboxHoldsNoneAsync(Shop shop, int rows) => shop.UseAsync(async context =>
    {
        List<AuditOutboxRow> found = await context.Set<AuditOutboxRow>().AsNoTracking().ToListAsync(Cancellation);
        found.Count.ShouldBe(rows);
        found.ShouldAllBe(row => Encoding.UTF8.GetString(row.Events).Contains("$sealed"));
        s_clear.Where(text => found.Exists(row => Holds(row.Events, text))).ShouldBeEmpty("the outbox holds clear text");
    });

    // The business tables hold clear text, of course: emptied and their pages given back, what is left is the outbox.
    private async Task WipeBusinessTablesAsync()
    {
        await using var database = new SqliteConnection($"Data Source={_folder["shop.db"]};Pooling=False");
        await database.OpenAsync(Cancellation);
        await using SqliteCommand wipe = database.CreateCommand();
        wipe.CommandText = "UPDATE Patients SET Name = 'x', Diagnosis = NULL, NextOfKin = NULL; DELETE FROM Contact; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        await wipe.ExecuteNonQueryAsync(Cancellation);
    }

    private void FilesHoldNone(string pattern, string message)
    {
        string[] files = pattern.EndsWith('*')
            ? Directory.GetFiles(_folder.Path, Path.GetFileName(pattern))
            : Directory.GetFiles(_folder[pattern], "*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();

        // The lock of the journal lets nobody read it, and names a process.
        foreach (string file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            s_clear.Where(text => Holds(bytes.AsSpan(0, length), text)).ShouldBeEmpty($"{message}: {file}");
        }
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, string text) =>
        bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private async Task<Shop> OpenAsync()
    {
        Shop shop = await Shop.OpenAsync(
            outbox: true,
            options => options.UseSqlite($"Data Source={_folder["shop.db"]};Pooling=False"),
            services => services.Configure<EntityFrameworkOptions>(options => options.OutsideOperations = UnauditedSave.Allow),
            _folder["trail"],
            audit => audit.UseSqliteSubjectKeys(_folder["keys/subjects.db"], options => options.Authorize = (_, _) => ValueTask.FromResult(true)));
        await shop.StartTrailAsync();
        return shop;
    }
}
