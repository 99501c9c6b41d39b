using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditGen.Ledger;

/// <summary>
/// The progress of a verification in a file. Kept only as long as everything fitted: a run with findings begins again from
/// the last clean state, so that no finding has to be stored, or could be edited away.
/// </summary>
internal sealed class VerificationState
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly string? _file;
    private readonly string _fingerprint;
    private readonly EventPass[] _passes;
    private readonly FaultList _faults;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private long _savedAt = System.Diagnostics.Stopwatch.GetTimestamp();

    public VerificationState(LedgerVerification request, string origin, EventPass[] passes, FaultList faults)
    {
        _file = request.ProgressFile;
        _passes = passes;
        _faults = faults;
        _fingerprint = $"{origin} {passes.FirstOrDefault()?.Seen.Size} {request.HashOnly} {string.Join('|', passes.Select(static pass => pass.Source.Name))}";
        Load();
    }

    /// <summary>Whether an earlier run has read the part.</summary>
    public bool IsDone(EventPass pass, IStoredEventPart part) => _done.Contains(Key(pass, part));

    /// <summary>Notes that a part was read.</summary>
    public void Done(EventPass pass, IStoredEventPart part)
    {
        if (_file is null)
        {
            return;
        }

        lock (_lock)
        {
            _done.Add(Key(pass, part));
            if (System.Diagnostics.Stopwatch.GetElapsedTime(_savedAt) >= s_interval)
            {
                Save();
            }
        }
    }

    /// <summary>Keeps what was done when the verification is stopped.</summary>
    public void Stop()
    {
        if (_file is not null)
        {
            lock (_lock)
            {
                Save();
            }
        }
    }

    /// <summary>Forgets the progress: all parts were read.</summary>
    public void Finish()
    {
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private static string Key(EventPass pass, IStoredEventPart part) => $"{pass.Source.Name} {part.Name}";

    private void Save()
    {
        _savedAt = System.Diagnostics.Stopwatch.GetTimestamp();
        bool isClean = _faults.Count(LedgerFaultKind.Tampered) == 0
            && _passes.All(static pass => pass.Strangers.Count == 0 && pass.Displaced.Count == 0);
        if (!isClean)
        {
            return;
        }

        var state = new KeptProgress(
            _fingerprint,
            [.. _done],
            [.. _passes.Select(static pass => new KeptPass(pass.Seen.AsBytes().ToArray(), pass.Events, pass.Waiting, pass.Duplicates))]);
        string temporary = _file + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(state, VerificationStateJson.Default.KeptProgress));
        File.Move(temporary, _file!, overwrite: true);
    }

    private void Load()
    {
        if (_file is null || !File.Exists(_file))
        {
            return;
        }

        KeptProgress? state;
        try
        {
            state = JsonSerializer.Deserialize(File.ReadAllBytes(_file), VerificationStateJson.Default.KeptProgress);
        }
        catch (JsonException)
        {
            // A file cut short by a crash is as good as none.
            return;
        }

        if (state is null || !string.Equals(state.Fingerprint, _fingerprint, StringComparison.Ordinal) || state.Passes.Length != _passes.Length)
        {
            return;
        }

        for (int i = 0; i < _passes.Length; i++)
        {
            _passes[i].Seen.Load(state.Passes[i].Seen);
            _passes[i].Resume(state.Passes[i].Events, state.Passes[i].Waiting, state.Passes[i].Duplicates);
        }

        _done.UnionWith(state.Done);
    }
}

/// <summary>The form of kept progress.</summary>
internal sealed record KeptProgress(string Fingerprint, string[] Done, KeptPass[] Passes);

/// <summary>The form of one copy's kept progress.</summary>
internal sealed record KeptPass(byte[] Seen, long Events, long Waiting, long Duplicates);

/// <summary>Serialisation without reflection.</summary>
[JsonSerializable(typeof(KeptProgress))]
internal sealed partial class VerificationStateJson : JsonSerializerContext;
