using System.Collections.Concurrent;
using System.Text;

namespace AuditGen.CrashChild;

/// <summary>Tells the parent what was acknowledged, line by line, as soon as it was: written through to the pipe by one thread.</summary>
internal sealed class Acknowledgements : IDisposable
{
    private readonly BlockingCollection<string> _lines = [];
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Thread _thread;

    public Acknowledgements()
    {
        _thread = new Thread(Write) { IsBackground = true };
        _thread.Start();
    }

    public void Tell(string line) => _lines.Add(line);

    public void Dispose()
    {
        _lines.CompleteAdding();
        _thread.Join();
        _lines.Dispose();
        _output.Dispose();
    }

    private void Write()
    {
        foreach (string line in _lines.GetConsumingEnumerable())
        {
            _output.Write(Encoding.ASCII.GetBytes(line + "\n"));
        }
    }
}
