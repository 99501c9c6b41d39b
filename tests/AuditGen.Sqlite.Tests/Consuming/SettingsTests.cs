using AuditGen.Consuming;
using AuditGen.Retention;
using AuditGen.Sqlite.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuditGen.Sqlite.Tests.Consuming;

/// <summary>A setting of consumers, retention, journal or store that is out of range stops the host at start, by its name.</summary>
public sealed class SettingsTests
{
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    public static TheoryData<string, Action<ConsumerOptions>> ConsumerSettings { get; } = new()
    {
        { "PageEvents", static options => options.PageEvents = 0 },
        { "PageEvents", static options => options.PageEvents = 65_537 },
        { "PageBytes", static options => options.PageBytes = 1 },
        { "Linger", static options => options.Linger = TimeSpan.FromMinutes(1) },
        { "FirstPause", static options => options.FirstPause = TimeSpan.Zero },
        { "LongestPause", static options => options.LongestPause = TimeSpan.FromMilliseconds(1) },
        { "Drain", static options => options.Drain = TimeSpan.FromSeconds(-1) },
    };

    public static TheoryData<string, Action<RetentionOptions>> RetentionSettings { get; } = new()
    {
        { "Interval", static options => options.Interval = TimeSpan.Zero },
        { "Interval", static options => options.Interval = s_year },
        { "Default is null", static options => options.Default = null! },
        { "Contexts[\"finance\"] is null", static options => options.Contexts["finance"] = null! },
        { "'Finance' is no name of a context", static options => options.Contexts["Finance"] = AuditRetention.Default },
    };

    public static TheoryData<string, Func<SqliteJournalOptions, SqliteJournalOptions>> JournalSettings { get; } = new()
    {
        { "Folder", static options => options with { Folder = " " } },
        { "MaxSegmentBytes", static options => options with { MaxSegmentBytes = 1 } },
        { "MaxSegmentEvents", static options => options with { MaxSegmentEvents = 0 } },
        { "MaxBytes", static options => options with { MaxBytes = 1 } },
        { "Origin", static options => options with { Origin = "two words" } },
    };

    public static TheoryData<string, Func<SqliteStoreOptions, SqliteStoreOptions>> StoreSettings { get; } = new()
    {
        { "Folder", static options => options with { Folder = "" } },
        { "MaxIdleReaders", static options => options with { MaxIdleReaders = -1 } },
        { "ArchiveCacheBytes", static options => options with { ArchiveCacheBytes = -1 } },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ConsumerSettings))]
    public Task A_setting_of_consumers_is_refused(string named, Action<ConsumerOptions> configure) =>
        RefusedAsync(audit => audit.Consumers(configure), $"ConsumerOptions.{named}");

    [Theory]
    [MemberData(nameof(RetentionSettings))]
    public Task A_setting_of_retention_is_refused(string named, Action<RetentionOptions> configure) =>
        RefusedAsync(audit => audit.Retention(configure), named);

    [Theory]
    [MemberData(nameof(JournalSettings))]
    public void A_setting_of_the_journal_is_refused(string named, Func<SqliteJournalOptions, SqliteJournalOptions> change) =>
        Should.Throw<ArgumentException>(() => change(new SqliteJournalOptions { Folder = "never-made" }).Validate()).Message.ShouldContain(named);

    [Theory]
    [MemberData(nameof(StoreSettings))]
    public void A_setting_of_the_store_is_refused(string named, Func<SqliteStoreOptions, SqliteStoreOptions> change) =>
        Should.Throw<ArgumentException>(() => change(new SqliteStoreOptions { Folder = "never-made" }).Validate()).Message.ShouldContain(named);

    [Fact]
    public void A_window_of_retention_checks_itself() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => new AuditRetention { Hot = TimeSpan.FromDays(-1) }).Message.ShouldContain("36,500 days");

    private static async Task RefusedAsync(Action<AuditGenBuilder> configure, string message)
    {
        using StoreFolder folder = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAuditGen(audit => configure(audit.UseSqlite(folder.Path)));
        using IHost host = builder.Build();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token))).Message.ShouldContain(message);
    }
}
