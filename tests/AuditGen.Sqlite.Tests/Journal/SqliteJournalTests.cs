using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using Microsoft.Data.Sqlite;
using static AuditGen.Sqlite.Tests.Journal.JournalTestFolder;

namespace AuditGen.Sqlite.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly JournalTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_committed_is_read_back_verbatim_with_dense_indexes()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        journal.Commit([Event(0), Event(1, 3_000), Event(2, 90_000, "sales")]).ShouldBe(0);
        journal.Commit([Event(3)]).ShouldBe(3);

        var read = ReadAll(journal);

        read.Select(static r => r.Index).ShouldBe([0, 1, 2, 3]);
        read.Select(static r => r.Context).ShouldBe(["finance", "finance", "sales", "finance"]);
        read[2].Text.ShouldBe(System.Text.Encoding.UTF8.GetString(Text(2, 90_000, "sales")));
        journal.NextIndex.ShouldBe(4);
        journal.LastId.ShouldBe(Id(3));
    }

    [Fact]
    public async Task A_reopened_journal_continues_with_its_name_its_indexes_and_its_greatest_id()
    {
        string origin;
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options))
        {
            origin = journal.Origin;
            journal.Commit([Event(7), Event(3)]);
        }

        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        again.Origin.ShouldBe(origin);
        again.NextIndex.ShouldBe(2);
        again.LastId.ShouldBe(Id(7));
        again.Recovery.WasClean.ShouldBeTrue();
    }

    [Fact]
    public async Task Segments_are_bounded_and_reading_crosses_them()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 10 });
        for (int i = 0; i < 95; i++)
        {
            journal.Commit([Event(i)]);
        }

        journal.SegmentCount.ShouldBe(10);
        ReadAll(journal).Select(static r => r.Index).ShouldBe(Enumerable.Range(0, 95).Select(static i => (long)i));
        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        reader.Read(3, page, maxRecords: 12);
        page.Records.ToArray().Select(static r => r.Index).ShouldBe(Enumerable.Range(3, 12).Select(static i => (long)i));
        reader.Read(3, page, maxRecords: 50, maxBytes: 1);
        page.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_opened_before_a_segment_change_follows_into_the_new_segment()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 2 });
        using SqliteJournalReader beside = SqliteJournalReader.Open(_folder.Path);
        using var page = new JournalPage();
        for (int i = 0; i < 9; i++)
        {
            beside.Read(i, page);
            page.Count.ShouldBe(0);
            journal.Commit([Event(i)]);
            beside.Read(i, page);
            page.Records[0].Index.ShouldBe(i);
        }

        beside.ReadRange().ShouldBe((0, 9));
    }

    [Fact]
    public async Task Open_intents_survive_a_restart_and_a_segment_change_and_closed_ones_do_not()
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 2 }))
        {
            journal.Commit([Open(100), Open(101), Open(102)]);
            journal.Commit([Event(0), Event(1), Close(101)]);
            journal.Commit([Event(2), Event(3)]);
            journal.Commit([Event(4), Close(102)]);
        }

        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        JournalIntent intent = again.OpenIntents.ShouldHaveSingleItem();
        intent.Operation.ShouldBe(Id(100));
        intent.Context.ShouldBe("finance");
        again.Commit([Close(100)]);
    }

    [Fact]
    public async Task Waiting_for_an_index_ends_when_it_is_durable()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        Task waiting = journal.WaitForAsync(1, TestContext.Current.CancellationToken).AsTask();
        journal.Commit([Event(0)]);
        waiting.IsCompleted.ShouldBeFalse();
        journal.Commit([Event(1)]);
        await waiting;
        await journal.WaitForAsync(0, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cursors_are_persisted_and_never_move_back()
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options))
        {
            journal.Commit([Event(0), Event(1), Event(2)]);
            IJournalCursor cursor = journal.Open("store", isStoreOfRecord: true);
            cursor.Position.ShouldBe(0);
            cursor.Acknowledge(2);
            Should.Throw<ArgumentOutOfRangeException>(() => cursor.Acknowledge(1));
            Should.Throw<ArgumentOutOfRangeException>(() => cursor.Acknowledge(4));
            journal.Cover(3);
        }

        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        again.Open("store", isStoreOfRecord: true).Position.ShouldBe(2);
        again.CoveredSize.ShouldBe(3);
        SqliteJournalReader.ReadPositions(_folder.Path, out long covered).ShouldHaveSingleItem().Position.ShouldBe(2);
        covered.ShouldBe(3);
    }

    [Fact]
    public async Task A_consumer_may_acknowledge_whatever_it_reads_while_events_are_written()
    {
        const int Events = 2_000;
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        IJournalCursor cursor = journal.Open("store", isStoreOfRecord: true);
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < Events; i++)
            {
                journal.Commit([Event(i)]);
            }
        }, TestContext.Current.CancellationToken);

        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        long position = 0;
        while (position < Events)
        {
            reader.Read(position, page);
            position += page.Count;
            cursor.Acknowledge(position);
        }

        await writing;
        journal.Positions.Single().Position.ShouldBe(Events);
    }

    [Fact]
    public async Task A_segment_leaves_only_when_acknowledged_by_all_covered_and_stored_elsewhere()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 10 });
        for (int i = 0; i < 35; i++)
        {
            journal.Commit([Event(i)]);
        }

        int freed = 0;
        journal.RoomFreed += (_, _) => freed++;
        IJournalCursor metrics = journal.Open("metrics", isStoreOfRecord: false);
        metrics.Acknowledge(35);
        journal.Cover(35);
        journal.FirstIndex.ShouldBe(0, "no store of record");

        IJournalCursor store = journal.Open("store", isStoreOfRecord: true);
        store.Acknowledge(19);
        journal.FirstIndex.ShouldBe(10);
        store.Acknowledge(35);
        journal.FirstIndex.ShouldBe(30, "the open segment stays");
        freed.ShouldBe(2);

        using IJournalReader reader = journal.OpenReader();
        using var page = new JournalPage();
        Should.Throw<JournalException>(() => reader.Read(5, page)).Message.ShouldContain("has left the journal");
        reader.Read(30, page);
        page.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_segment_stays_until_a_checkpoint_covers_it()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 10 });
        for (int i = 0; i < 35; i++)
        {
            journal.Commit([Event(i)]);
        }

        journal.Open("store", isStoreOfRecord: true).Acknowledge(35);
        journal.Cover(25);
        journal.FirstIndex.ShouldBe(20);
        Directory.GetFiles(_folder.Path, "segment-*.db").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_owner_is_told_who_holds_the_folder_and_readers_work_beside_it()
    {
        await using SqliteJournal journal = SqliteJournal.Open(_folder.Options);
        journal.Commit([Event(0)]);

        string message = Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options)).Message;

        message.ShouldContain(FormattableString.Invariant($"process {Environment.ProcessId} on {Environment.MachineName} since"));
        using SqliteJournalReader reader = SqliteJournalReader.Open(_folder.Path);
        ReadAll(reader).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("UPDATE events SET context = 'x' WHERE idx = 1", "never change")]
    [InlineData("UPDATE OR REPLACE events SET idx = 0 WHERE idx = 1", "never change")]
    [InlineData("DELETE FROM events WHERE idx = 2", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO events SELECT 1, id, 'x', leaf, crc, text FROM events WHERE idx = 1", "only ever appended")]
    [InlineData("REPLACE INTO events SELECT idx, id, 'x', leaf, crc, text FROM events", "only ever appended")]
    [InlineData("INSERT OR IGNORE INTO events SELECT 7, id, 'x', leaf, crc, text FROM events WHERE idx = 1", "only ever appended")]
    [InlineData("INSERT INTO events SELECT 1, id, 'x', leaf, crc, text FROM events WHERE idx = 1 ON CONFLICT DO UPDATE SET context = 'x'", "only ever appended")]
    [InlineData("INSERT INTO events(id, context, leaf, crc, text) SELECT id, 'x', leaf, crc, text FROM events WHERE idx = 1", "only ever appended")]
    [InlineData("UPDATE segment SET first_index = 1", "never changes")]
    [InlineData("DELETE FROM segment", "never deleted")]
    [InlineData("REPLACE INTO segment SELECT * FROM segment", "one header")]
    public async Task The_database_itself_refuses_to_change_events(string sql, string reason)
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options))
        {
            journal.Commit([Event(0), Event(1), Event(2)]);
        }

        Should.Throw<SqliteException>(() => Execute(sql)).Message.ShouldContain(reason);

        await using SqliteJournal again = SqliteJournal.Open(_folder.Options);
        ReadAll(again).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("DROP TRIGGER events_update")]
    [InlineData("DROP TRIGGER events_insert; CREATE TRIGGER events_insert BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END")]
    [InlineData("CREATE TRIGGER also BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END")]
    [InlineData("CREATE TABLE more(x)")]
    public async Task A_segment_whose_guards_were_touched_is_refused(string sql)
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options))
        {
            journal.Commit([Event(0)]);
        }

        Execute(sql);

        Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options)).Message.ShouldContain("not as AuditGen made it");
        using SqliteJournalReader reader = SqliteJournalReader.Open(_folder.Path);
        using var page = new JournalPage();
        Should.Throw<JournalException>(() => reader.Read(0, page));
    }

    [Fact]
    public async Task A_missing_segment_and_a_missing_head_are_refused()
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 1 }))
        {
            journal.Commit([Event(0)]);
            journal.Commit([Event(1)]);
        }

        string segment = SegmentName.PathOf(_folder.Path, 1);
        File.Move(segment, segment + ".away");
        Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options)).Message.ShouldContain("is missing");
        File.Move(segment + ".away", segment);
        File.Delete(System.IO.Path.Combine(_folder.Path, JournalHead.FileName));
        Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options)).Message.ShouldContain("name of the log");
    }

    [Fact]
    public async Task A_newer_format_is_refused_and_an_older_one_is_brought_forward()
    {
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 2 }))
        {
            journal.Commit([Event(0), Event(1)]);
            journal.Commit([Event(2)]);
        }

        var newer = new SqliteJournalInternals
        {
            SegmentSchema = JournalSchema.Segment.With("CREATE TABLE later(x INTEGER) STRICT"),
        };
        await using (SqliteJournal journal = SqliteJournal.Open(_folder.Options with { Internals = newer }))
        {
            journal.Recovery.MigratedSegments.ShouldBe(2);
            journal.Commit([Event(3)]);
            ReadAll(journal).Count.ShouldBe(4);
        }

        Should.Throw<JournalException>(() => SqliteJournal.Open(_folder.Options)).Message.ShouldContain("newer");
    }

    [Fact]
    public void Settings_out_of_range_say_what_to_write_instead()
    {
        Should.Throw<ArgumentException>(() => SqliteJournal.Open(_folder.Options with { MaxBytes = 1 })).Message.ShouldContain("at least two segments");
        Should.Throw<ArgumentException>(() => SqliteJournal.Open(_folder.Options with { MaxSegmentEvents = 0 })).Message.ShouldContain("at least 1");
        Should.Throw<ArgumentException>(() => SqliteJournal.Open(_folder.Options with { Origin = "a b" })).Message.ShouldContain("without spaces");
        Should.Throw<ArgumentException>(() => SqliteJournal.Open(_folder.Options with { Folder = " " })).Message.ShouldContain("name a folder");
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={SegmentName.PathOf(_folder.Path, 0)};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // statements of the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
