using System.Text.Json;
using AuditGen.Benchmarks.Diff.Audit;
using BenchmarkDotNet.Attributes;
using KellermanSoftware.CompareNetObjects;

namespace AuditGen.Benchmarks.Diff;

/// <summary>The generated diff beside one written by hand and what people use instead; the floor is the one by hand.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DiffBenchmarks : IDisposable
{
    private readonly AuditTextWriter _writer = new();
    private readonly CompareLogic _compare = new(new ComparisonConfig { MaxDifferences = int.MaxValue });
    private readonly JsonDiffPatchDotNet.JsonDiffPatch _patch = new();
    private Order _left = new();
    private Order _right = new();
    private OrderState _before = new();
    private OrderState _after = new();

    /// <summary>Lines.</summary>
    [Params(5, 1000)]
    public int Lines { get; set; }

    /// <summary>Changes.</summary>
    [Params(0, 2)]
    public int Changes { get; set; }

    /// <summary>Makes the two orders.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _left = Order.Make(Lines, 0);
        _right = Order.Make(Lines, Changes);
        _before = OrderState.Of(_left);
        _after = OrderState.Of(_right);
    }

    /// <summary>Returns the writer's buffer.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>By hand.</summary>
    [Benchmark(Baseline = true)]
    public int ByHand()
    {
        _writer.Clear();
        return HandWrittenDiff.Write(_before, _after, _writer);
    }

    /// <summary>Generated.</summary>
    [Benchmark]
    public int Generated()
    {
        _writer.Clear();
        var sink = new JsonChangeSink(_writer);
        OrderDiff.Write(_before, _after, ref sink);
        return sink.Count;
    }

    /// <summary>Generated, with taking over the state after.</summary>
    [Benchmark]
    public int CaptureAndGenerated()
    {
        _writer.Clear();
        return OrderResource.Instance.WriteChanges(_before, OrderState.Of(_right), _writer);
    }

    /// <summary>Generated, with taking over both states.</summary>
    [Benchmark]
    public int CaptureBothAndGenerated()
    {
        _writer.Clear();
        return OrderResource.Instance.WriteChanges(OrderState.Of(_left), OrderState.Of(_right), _writer);
    }

    /// <summary>CompareNETObjects.</summary>
    [Benchmark]
    public int CompareNetObjects() => _compare.Compare(_left, _right).Differences.Count;

    /// <summary>JsonDiffPatch.Net, with the serialisation that it needs.</summary>
    [Benchmark]
    public string? JsonDiffPatch() => _patch.Diff(JsonSerializer.Serialize(_left), JsonSerializer.Serialize(_right));

    /// <summary>Both serialised and compared as bytes: says whether, not what.</summary>
    [Benchmark]
    public bool SerialiseBoth() => JsonSerializer.SerializeToUtf8Bytes(_left).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(_right));
}
