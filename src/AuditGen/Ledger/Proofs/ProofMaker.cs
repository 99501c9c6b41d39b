using System.Collections.Immutable;
using System.Text;

namespace AuditGen.Ledger;

/// <summary>Makes proofs from a stored ledger.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="keys">The keys, for orientation in the bundle.</param>
public sealed class ProofMaker(ILedgerReader ledger, ImmutableArray<TrustedKey> keys)
{
    private readonly MerkleProofBuilder _builder = new(new LedgerTree(ledger));

    /// <summary>Proves that an event is in the log, up to the last checkpoint.</summary>
    /// <param name="index">The event's index.</param>
    /// <param name="text">The event text.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LedgerException">No checkpoint covers it yet, or the event is not the one that was signed.</exception>
    public async Task<ProofBundle> InclusionAsync(long index, ReadOnlyMemory<byte> text, CancellationToken cancellationToken = default)
    {
        SignedNote? note = null;
        LedgerCheckpoint? checkpoint = null;
        if (await ledger.LastCheckpointAsync(cancellationToken).ConfigureAwait(false) is { } last)
        {
            (note, checkpoint) = Read(last);
        }

        if (checkpoint is null || index >= checkpoint.Size)
        {
            throw new LedgerException($"Event {index} is not covered by a checkpoint yet: wait for the next one.");
        }

        ImmutableArray<Sha256Hash> proof = await _builder.InclusionAsync(index, checkpoint.Size, cancellationToken).ConfigureAwait(false);
        return MerkleProof.VerifyInclusion(index, checkpoint.Size, Sha256Hash.OfLeaf(text.Span), proof.AsSpan(), checkpoint.Root)
            ? new ProofBundle
            {
                Kind = ProofBundle.Inclusion,
                Event = Encoding.UTF8.GetString(text.Span),
                Index = index,
                Checkpoint = note!.ToString(),
                Proof = [.. proof.Select(static hash => hash.ToBase64())],
                Key = KeyOf(note),
            }
            : throw new LedgerException($"Event {index} is not the one that was signed: run 'auditgen verify'.");
    }

    /// <summary>Proves that one checkpoint continues another.</summary>
    /// <param name="fromSize">The size of the earlier checkpoint, at least 1.</param>
    /// <param name="toSize">The size of the later one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LedgerException">There is no checkpoint of such a size, or the one does not continue the other.</exception>
    public async Task<ProofBundle> ConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken = default)
    {
        (SignedNote fromNote, LedgerCheckpoint from) = await FindAsync(fromSize, cancellationToken).ConfigureAwait(false);
        (SignedNote toNote, LedgerCheckpoint to) = await FindAsync(toSize, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Sha256Hash> proof = await _builder.ConsistencyAsync(fromSize, toSize, cancellationToken).ConfigureAwait(false);
        return MerkleProof.VerifyConsistency(fromSize, toSize, from.Root, to.Root, proof.AsSpan())
            ? new ProofBundle
            {
                Kind = ProofBundle.Consistency,
                From = fromNote.ToString(),
                Checkpoint = toNote.ToString(),
                Proof = [.. proof.Select(static hash => hash.ToBase64())],
                Key = KeyOf(toNote),
            }
            : throw new LedgerException("The later checkpoint does not continue the earlier one: run 'auditgen verify'.");
    }

    private async Task<(SignedNote Note, LedgerCheckpoint Checkpoint)> FindAsync(long size, CancellationToken cancellationToken)
    {
        await foreach (StoredCheckpoint stored in ledger.ReadCheckpointsAsync(0, cancellationToken).ConfigureAwait(false))
        {
            (SignedNote note, LedgerCheckpoint checkpoint) = Read(stored);
            if (checkpoint.Size == size)
            {
                return (note, checkpoint);
            }
        }

        throw new LedgerException($"{ledger.Name} has no checkpoint of {size} events.");
    }

    private string? KeyOf(SignedNote note) => keys.FirstOrDefault(key => note.Signatures.Any(signature => signature.KeyId == key.Key.KeyId))?.Key.ToString();

    private static (SignedNote Note, LedgerCheckpoint Checkpoint) Read(StoredCheckpoint stored)
    {
        try
        {
            SignedNote note = SignedNote.Parse(stored.Note.Span);
            return (note, LedgerCheckpoint.Parse(note.Text.Span));
        }
        catch (FormatException exception)
        {
            throw new LedgerException($"Checkpoint {stored.Sequence} is malformed ({exception.Message}): run 'auditgen verify'.", exception);
        }
    }
}
