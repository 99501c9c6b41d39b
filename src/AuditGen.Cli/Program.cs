using AuditGen.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The first Ctrl+C lets the verb end in order; the second one is the system's.
    press.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

return await AuditGenCommandLine.RunAsync(args, CliHost.OfProcess(), stop.Token).ConfigureAwait(false);
