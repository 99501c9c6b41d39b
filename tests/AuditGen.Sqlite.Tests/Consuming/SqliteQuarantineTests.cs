using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Sqlite.Tests.Consuming;

public sealed class SqliteQuarantineTests
{
    [Fact]
    public void What_another_process_adds_and_releases_is_counted_at_once()
    {
        using StoreFolder folder = new();
        using SqliteQuarantine owner = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        using SqliteQuarantine beside = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        using SqliteQuarantine reader = SqliteQuarantine.OpenForReading(folder.Path, TimeProvider.System).ShouldNotBeNull();

        owner.Add("store", Record(1), "refused");
        owner.Add("store", Record(2), "refused");
        Counts().ShouldBe((2, 2, 2));

        beside.Release("store", 1);
        Counts().ShouldBe((1, 1, 1));

        owner.Release("store", 2);
        beside.Add("search", Record(2), "refused");
        owner.Release("search", 2);
        Counts().ShouldBe((0, 0, 0));

        (long Owner, long Beside, long Reader) Counts() => (owner.Count, beside.Count, reader.Count);
    }

    [Fact]
    public void The_last_count_stays_known_when_the_file_is_closed()
    {
        using StoreFolder folder = new();
        SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        quarantine.Add("store", Record(1), "refused");

        quarantine.Dispose();

        quarantine.Count.ShouldBe(1, "a gauge may be read while the host shuts down");
    }

    private static JournalRecord Record(long index)
    {
        byte[] text = [(byte)'{', (byte)('0' + index), (byte)'}'];
        return new JournalRecord(index, Guid.CreateVersion7(DateTimeOffset.UnixEpoch), "things", text, Sha256Hash.OfLeaf(text));
    }
}
