using AuditGen.CrashChild;

// <phase> <folder> <seed> [more]: runs the phase until it is killed, or until the parent closes the standard input.
if (args is not [string phase, string folder, string seed, .. string[] more])
{
    await Console.Error.WriteLineAsync("usage: AuditGen.CrashChild <phase> <folder> <seed> [more]");
    return 2;
}

var random = new Random(int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
using var acknowledgements = new Acknowledgements();
using var stop = new CancellationTokenSource();
_ = Task.Run(() =>
{
    while (Console.In.Read() >= 0)
    {
    }

    stop.Cancel();
});

switch (phase)
{
    case "append":
        await AppendPhase.RunAsync(folder, random, acknowledgements, more, stop.Token);
        return 0;
    case "migrate":
        return await MigratePhase.RunAsync(folder, acknowledgements, more);
    case "business":
        await BusinessPhase.RunAsync(folder, random, acknowledgements, stop.Token);
        return 0;
    case "store":
        await StorePhase.RunAsync(folder, random, acknowledgements, stop.Token);
        return 0;
    case "export":
        await ExportPhase.RunAsync(folder, random, acknowledgements, more, stop.Token);
        return 0;
    case "seal":
        await SealPhase.RunAsync(folder, random, acknowledgements, stop.Token);
        return 0;
    case "hold":
        await HoldPhase.RunAsync(folder, acknowledgements, stop.Token);
        return 0;
    default:
        await Console.Error.WriteLineAsync($"unknown phase '{phase}'");
        return 2;
}
