using AuditGen.Actors;

namespace AuditGen.Sqlite.Actors;

/// <summary>What is known of an actor in one context and tenant, or in several.</summary>
/// <param name="Name">The name in the newest event.</param>
/// <param name="Email">The e-mail address in the newest event.</param>
/// <param name="Kind">The kind in the newest event.</param>
/// <param name="First">Milliseconds of the oldest event.</param>
/// <param name="Last">Milliseconds of the newest event.</param>
/// <param name="Newest">The id of the newest event.</param>
internal sealed record ActorRow(string? Name, string? Email, string Kind, long First, long Last, Guid Newest)
{
    /// <summary>What one event tells.</summary>
    public static ActorRow Of(SeenActor seen, Guid id)
    {
        // The millisecond of an event is that of its id (RFC 9562 §5.7).
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long millisecond = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return new ActorRow(seen.Name, seen.Email, seen.Kind, millisecond, millisecond, id);
    }

    /// <summary>Both together; the same whichever comes first.</summary>
    public ActorRow With(ActorRow other)
    {
        ActorRow newer = other.Newest.CompareTo(Newest) > 0 ? other : this;
        return newer with { First = Math.Min(First, other.First), Last = Math.Max(Last, other.Last) };
    }

    public AuditActorProfile ToProfile(string id) =>
        new(id, Kind, DateTimeOffset.FromUnixTimeMilliseconds(First), DateTimeOffset.FromUnixTimeMilliseconds(Last)) { Name = Name, Email = Email };
}
