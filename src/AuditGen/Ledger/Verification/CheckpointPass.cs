using System.Collections.Immutable;
using System.Security.Cryptography;

namespace AuditGen.Ledger;

/// <summary>Checks every checkpoint by itself and against the one before: form, log, key, time, order.</summary>
internal sealed class CheckpointPass(string origin, ImmutableArray<TrustedKey> keys, FaultList faults)
{
    private readonly List<KnownCheckpoint> _known = [];
    private readonly HashSet<Sha256Hash> _notes = [];

    /// <summary>The checkpoints whose signatures hold, the ledger's own first and in their order.</summary>
    public IReadOnlyList<KnownCheckpoint> Known => _known;

    /// <summary>The last one of the ledger, or <see langword="null"/>.</summary>
    public KnownCheckpoint? Last { get; private set; }

    /// <summary>The note of the last one of the ledger.</summary>
    public ReadOnlyMemory<byte> LastNote { get; private set; }

    /// <summary>Reads the checkpoints of the ledger.</summary>
    public async Task ReadLedgerAsync(ILedgerReader ledger, CancellationToken cancellationToken)
    {
        long expected = 1;
        await foreach (StoredCheckpoint stored in ledger.ReadCheckpointsAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (stored.Sequence != expected)
            {
                faults.Add(new LedgerFault(LedgerFaultKind.Tampered, ledger.Name, stored.Sequence - expected == 1
                    ? "is missing"
                    : $"and the next {stored.Sequence - expected - 1} are missing") { Checkpoint = expected });
            }

            expected = stored.Sequence + 1;
            if (Check(stored.Note.Span, ledger.Name, stored.Sequence) is { } known)
            {
                Follow(known);
                Last = known;
                LastNote = stored.Note;
            }
        }

        if (expected == 1)
        {
            faults.Add(new LedgerFault(LedgerFaultKind.Incomplete, ledger.Name, "there is no checkpoint: nothing was sealed yet, or all of them were deleted"));
        }
    }

    /// <summary>Reads the checkpoints that an anchor, or a verifier's memory, holds of this log.</summary>
    /// <param name="where">What people call it.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="mustMatchLog">Whether a checkpoint of another log is a finding.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task ReadElsewhereAsync(string where, IAsyncEnumerable<ReadOnlyMemory<byte>> notes, bool mustMatchLog, CancellationToken cancellationToken)
    {
        long line = 0;
        await foreach (ReadOnlyMemory<byte> note in notes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            line++;
            LedgerCheckpoint? checkpoint = TryParse(note.Span, out string? malformed);
            if (checkpoint is null)
            {
                faults.Add(new LedgerFault(LedgerFaultKind.Notice, where, $"line {line} is no checkpoint and is passed over: {malformed}"));
            }
            else if (!string.Equals(checkpoint.Origin, origin, StringComparison.Ordinal))
            {
                if (mustMatchLog)
                {
                    faults.Add(new LedgerFault(LedgerFaultKind.Tampered, where, $"knows this place as log '{checkpoint.Origin}' with {checkpoint.Size} events; now log '{origin}' is there"));
                }
            }
            else if (Check(note.Span, where, sequence: null) is { } known && !_notes.Contains(Digest(note.Span)))
            {
                faults.Add(new LedgerFault(LedgerFaultKind.Tampered, where, $"holds a signed checkpoint of {known.Checkpoint.Size} events ({Format(known)}) that the ledger lacks"));
            }
        }
    }

    private KnownCheckpoint? Check(ReadOnlySpan<byte> bytes, string where, long? sequence)
    {
        LedgerCheckpoint? checkpoint = TryParse(bytes, out string? problem);
        if (checkpoint is not null)
        {
            problem = CheckSigned(SignedNote.Parse(bytes), checkpoint);
        }

        if (problem is not null)
        {
            faults.Add(new LedgerFault(keys.IsEmpty && checkpoint is not null ? LedgerFaultKind.Incomplete : LedgerFaultKind.Tampered, where, problem) { Checkpoint = sequence });
            return null;
        }

        var known = new KnownCheckpoint(checkpoint!, where, sequence);
        if (sequence is not null)
        {
            _notes.Add(Digest(bytes));
        }

        _known.Add(known);
        return known;
    }

    private string? CheckSigned(SignedNote note, LedgerCheckpoint checkpoint)
    {
        if (!string.Equals(checkpoint.Origin, origin, StringComparison.Ordinal))
        {
            return $"is one of log '{checkpoint.Origin}', not of '{origin}'";
        }

        NoteVerification verification = NoteVerification.Verify(note, keys.Select(static key => key.Key));
        if (verification.Reason is { } reason)
        {
            return reason;
        }

        DateTimeOffset? time = checkpoint.Timestamp;
        foreach (NoteVerifierKey signer in verification.Keys)
        {
            TrustedKey[] trusted = [.. keys.Where(key => key.Key.Equals(signer))];
            if (!trusted.Any(key => time is { } signedAt ? key.Validity.Covers(signedAt) : key.Validity == KeyValidity.Always))
            {
                return $"was signed at {TimeText(time)} by {signer.Name} (key id {signer.KeyIdText}), which was not valid then";
            }
        }

        return null;
    }

    private void Follow(KnownCheckpoint known)
    {
        if (Last is not { } last)
        {
            return;
        }

        LedgerCheckpoint before = last.Checkpoint;
        LedgerCheckpoint now = known.Checkpoint;
        if (now.Size < before.Size)
        {
            Report(known, $"covers {now.Size} events, the one before it {before.Size}: the log was forked or checkpoints were moved");
        }
        else if (now.Size == before.Size && now.Root != before.Root)
        {
            Report(known, $"has another root for {now.Size} events than the one before it: the log was forked");
        }

        if (now.Timestamp <= before.Timestamp)
        {
            Report(known, $"is dated {TimeText(now.Timestamp)}, not after the one before it ({TimeText(before.Timestamp)}): checkpoints were moved, or the clock was rolled back");
        }
    }

    private void Report(KnownCheckpoint known, string message) =>
        faults.Add(new LedgerFault(LedgerFaultKind.Tampered, known.Where, message) { Checkpoint = known.Sequence });

    private static LedgerCheckpoint? TryParse(ReadOnlySpan<byte> note, out string? problem)
    {
        try
        {
            problem = null;
            return LedgerCheckpoint.Parse(SignedNote.Parse(note).Text.Span);
        }
        catch (FormatException exception)
        {
            problem = $"is malformed: {exception.Message}";
            return null;
        }
    }

    private static Sha256Hash Digest(ReadOnlySpan<byte> note) => Sha256Hash.FromBytes(SHA256.HashData(note));

    private static string Format(KnownCheckpoint known) => TimeText(known.Checkpoint.Timestamp);

    private static string TimeText(DateTimeOffset? time) => time is { } known ? $"{known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "an unknown time";
}
