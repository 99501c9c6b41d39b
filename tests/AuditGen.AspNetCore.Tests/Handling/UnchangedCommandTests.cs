using AuditGen.Actors;
using AuditGen.AspNetCore.Tests.Handling.Audit;
using AuditGen.AspNetCore.Tests.Hosting;
using AuditGen.Hosting;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Actors;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Tests.Handling;

/// <summary>The directory of actors holds those of events: a command that changed nothing leaves none.</summary>
public sealed class UnchangedCommandTests : IAsyncLifetime
{
    private AuditApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await AuditApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_command_that_changed_nothing_does_not_touch_the_directory_of_actors()
    {
        await CloseAsync("u-known", "Ada Brandt", "well");
        await _app.SettleAsync();
        AuditActorProfile known = (await ActorsAsync()).ShouldHaveSingleItem();
        long position = _app.Services.GetRequiredService<SqliteActorDirectory>().Position;
        string[] before = Files();

        await CloseAsync("u-known", "Ada Keller", "nothing");
        await CloseAsync("u-unknown", "Gil Globex", "nothing");
        await _app.SettleAsync();

        _app.Services.GetRequiredService<IJournal>().NextIndex.ShouldBe(position);
        _app.Services.GetRequiredService<SqliteActorDirectory>().Position.ShouldBe(position);
        Files().ShouldBe(before);
        (await ActorsAsync()).ShouldHaveSingleItem().ShouldBe(known);
    }

    [Fact]
    public async Task The_next_one_that_changed_something_does()
    {
        await CloseAsync("u-known", "Ada Brandt", "nothing");
        await CloseAsync("u-known", "Ada Keller", "well");
        await _app.SettleAsync();

        (await ActorsAsync()).ShouldHaveSingleItem().Name.ShouldBe("Ada Keller");
    }

    private async Task CloseAsync(string actor, string name, string how)
    {
        using (AuditContext.Begin(new AuditContext { Actor = new AuditActor(actor) { Name = name } }))
        {
            IAuditOperations operations = _app.Services.GetRequiredService<IAuditOperations>();
            var handler = new CloseOrderHandler(_app.Services.GetRequiredService<IAuditScope>());
            var command = new CloseOrder("o-1", null, how);
            await operations.RunAsync(CloseOrderHandlerAudit.HandleAsync, command, token => handler.HandleAsync(command, token), cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private async Task<IEnumerable<AuditActorProfile>> ActorsAsync() =>
        await _app.Services.GetRequiredService<IAuditActors>().SearchAsync(new AuditActorQuery { Access = AuditAccess.Everything }, TestContext.Current.CancellationToken);

    /// <summary>What the directory has on the disk, to the byte.</summary>
    private string[] Files() =>
    [
        .. Directory.GetFiles(Path.Combine(_app.Folder, "store"), "actors.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(Hash(file))}"),
    ];

    private static byte[] Hash(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return System.Security.Cryptography.SHA256.HashData(open);
    }
}
