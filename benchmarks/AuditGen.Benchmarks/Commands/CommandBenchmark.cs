using System.Diagnostics;
using System.Globalization;
using System.Text;
using AuditGen.Benchmarks.Diff;
using AuditGen.Benchmarks.Journal;
using AuditGen.Sqlite;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Benchmarks.Commands;

/// <summary>
/// What being audited adds to a command: the decorated handler minus the plain one, over a real journal, in each durability. The
/// floor is what a team would write by hand: the same text into a plain synced table, one row a command.
/// </summary>
internal static class CommandBenchmark
{
    public static async Task RunAsync(int rounds, int commands)
    {
        Console.WriteLine("| | callers | a command | against one synced row | allocated |");
        Console.WriteLine("|---|---|---|---|---|");
        string root = Directory.CreateTempSubdirectory("auditgen-bench-").FullName;
        try
        {
            double floor = Floor(Path.Combine(root, "floor"), rounds, commands);
            double plain = await PlainAsync(rounds, commands * 100).ConfigureAwait(false);
            Print("plain handler", 1, plain, floor, 0);
            Print("plain handler and one synced row", 1, floor, floor, 0);
            foreach ((Durability durability, bool intents) in new[] { (Durability.Journaled, true), (Durability.Journaled, false), (Durability.Buffered, false) })
            {
                foreach (int callers in new[] { 1, 64 })
                {
                    string name = $"{durability}{(intents ? " with intents" : "")}";
                    (double time, double bytes) = await DecoratedAsync(Path.Combine(root, $"{name}{callers}"), durability, intents, callers, rounds, commands * (callers == 1 ? 1 : 10)).ConfigureAwait(false);
                    Print(name, callers, time - plain, floor, bytes);
                }
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Print(string name, int callers, double microseconds, double floor, double bytes) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {name} | {callers} | {microseconds:N2} µs | {microseconds / floor:N3} | {bytes:N0} B |"));

    private static double Floor(string folder, int rounds, int commands)
    {
        Directory.CreateDirectory(folder);
        using RawInserts raw = new(folder, Encoding.UTF8.GetBytes(new string('x', 700)));
        raw.Insert(1);
        return Median.Of(Enumerable.Range(0, rounds).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < commands; i++)
            {
                raw.Insert(1);
            }

            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / commands;
        }));
    }

    private static async Task<double> PlainAsync(int rounds, int commands)
    {
        Order order = Order.Make(5, 0);
        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < commands; i++)
            {
                await PlainShipping.ShipAsync(order).ConfigureAwait(false);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / commands);
        }

        return Median.Of(times);
    }

    private static async Task<(double Time, double Bytes)> DecoratedAsync(string folder, Durability durability, bool intents, int callers, int rounds, int commands)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddScoped<ICommandHandler<ShipOrder>, ShipOrderHandler>();
        builder.Services.AddAuditGen(audit => audit.UseSqliteJournal(folder).Defaults(context =>
        {
            context.Durability = durability;
            context.Intents = intents;
        }));
        builder.Services.AddAuditedHandlers();
        using IHost host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        List<double> times = [];
        List<double> bytes = [];
        for (int round = 0; round <= rounds; round++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(host.Services, commands / callers)))).ConfigureAwait(false);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            if (round > 0)
            {
                times.Add(took.TotalMicroseconds / commands);
                bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)commands);
            }
        }

        await host.StopAsync().ConfigureAwait(false);
        return (Median.Of(times), Median.Of(bytes));
    }

    private static async Task CallAsync(IServiceProvider services, int commands)
    {
        AsyncServiceScope scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            ICommandHandler<ShipOrder> handler = scope.ServiceProvider.GetRequiredService<ICommandHandler<ShipOrder>>();
            ShipOrder command = new(Order.Make(5, 0), "month end");
            for (int i = 0; i < commands; i++)
            {
                await handler.HandleAsync(command, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
