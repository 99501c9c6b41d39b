using System.Diagnostics;

namespace AuditGen.Benchmarks.Store;

/// <summary>Watches the working set of the process.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory()
    {
        _timer = new Timer(_ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    public void Report(string phase)
    {
        Look();
        Console.WriteLine($"memory while {phase}: peak {Interlocked.Exchange(ref _peak, 0) / 1048576.0:N0} MiB (budget 250), managed {GC.GetTotalMemory(forceFullCollection: false) / 1048576.0:N0} MiB, committed for it {GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0:N0} MiB");
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        using Process own = Process.GetCurrentProcess();
        long now = own.WorkingSet64;
        if (now > Interlocked.Read(ref _peak))
        {
            Interlocked.Exchange(ref _peak, now);
        }
    }
}
