using System.Collections.Immutable;

namespace AuditGen.Retention;

/// <summary>What a run of the archiver did.</summary>
/// <param name="Archived">The segments that answer from an archive now.</param>
/// <param name="Released">The segments whose source has gone since.</param>
/// <param name="Events">How many events were moved and verified.</param>
/// <param name="BytesBefore">How much room their sources took.</param>
/// <param name="BytesAfter">How much room their archives take.</param>
public sealed record ArchivingReport(
    ImmutableArray<string> Archived, ImmutableArray<string> Released, long Events, long BytesBefore, long BytesAfter);
