using System.Globalization;
using AuditGen.EntityFrameworkCore.CrashChild;

// <work|drain> <folder> <run> <phase of shop 0> <phase of shop 1> …: works until it is killed, or drains and ends.
if (args is not [string mode, string folder, string run, .. string[] phases])
{
    await Console.Error.WriteLineAsync("usage: AuditGen.EntityFrameworkCore.CrashChild <work|drain> <folder> <run> <phase> …");
    return 2;
}

// Shops that stop at their gates hold threads.
ThreadPool.SetMinThreads(4 * phases.Length, 4 * phases.Length);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
var random = new Random(int.Parse(run, CultureInfo.InvariantCulture));
var shops = new List<CrashShop>();
for (int i = 0; i < phases.Length; i++)
{
    int number = i;
    var gate = new Gate(phases[i], random.Next(4), () => output.WriteLine(FormattableString.Invariant($"{phases[number]}")));
    shops.Add(new CrashShop(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)), gate));
    await shops[i].CreateAsync();
}

if (mode == "drain")
{
    foreach (CrashShop shop in shops)
    {
        await shop.DrainAsync();
        await shop.DisposeAsync();
    }

    return 0;
}

output.WriteLine("ready");
await Task.WhenAll(shops.Select(shop => Task.Run(async () =>
{
    await shop.Relay.StartAsync(CancellationToken.None);
    await shop.WorkAsync(run, new Random(random.Next()), CancellationToken.None);
})));
return 0;
