using System.Text.Json;
using AuditGen.Benchmarks.Diff.Audit;
using AuditGen.States;
using KellermanSoftware.CompareNetObjects;

namespace AuditGen.Benchmarks.Diff;

/// <summary>The contenders over a flat document of thirty members.</summary>
internal sealed class CustomerContenders(int changes) : IDisposable
{
    private readonly AuditTextWriter _writer = new();
    private readonly CompareLogic _compare = new(new ComparisonConfig { MaxDifferences = int.MaxValue });
    private readonly JsonDiffPatchDotNet.JsonDiffPatch _patch = new();
    private readonly Customer _left = Customer.Make(0);
    private readonly Customer _right = Customer.Make(changes);
    private readonly CustomerState _before = CustomerState.Of(Customer.Make(0));
    private readonly CustomerState _after = CustomerState.Of(Customer.Make(changes));

    public int ByHand()
    {
        _writer.Clear();
        return HandWrittenCustomerDiff.Write(_before, _after, _writer);
    }

    public int Generated()
    {
        _writer.Clear();
        var sink = new JsonChangeSink(_writer);
        CustomerDiff.Write(_before, _after, ref sink);
        return sink.Count;
    }

    public int CaptureAndGenerated()
    {
        _writer.Clear();
        return CustomerResource.Instance.WriteChanges(_before, CustomerState.Of(_right), _writer);
    }

    public int CaptureBothAndGenerated()
    {
        _writer.Clear();
        return CustomerResource.Instance.WriteChanges(CustomerState.Of(_left), CustomerState.Of(_right), _writer);
    }

    public int CompareNetObjects() => _compare.Compare(_left, _right).Differences.Count;

    public string? JsonDiffPatch() => _patch.Diff(JsonSerializer.Serialize(_left), JsonSerializer.Serialize(_right));

    public bool SerialiseBoth() => JsonSerializer.SerializeToUtf8Bytes(_left).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(_right));

    public void Dispose() => _writer.Dispose();
}
