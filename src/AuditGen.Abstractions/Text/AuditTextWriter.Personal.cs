using System.Text;

namespace AuditGen;

/// <content>Personal data: encrypted where it stands, or masked. See docs/event-format.md.</content>
public sealed partial class AuditTextWriter
{
    // Padded, so that short values do not tell themselves by their length. White space is no part of a JSON value.
    private const int PaddedTo = 32;

    private AuditResourceType? _resourceType;
    private object? _state;

    /// <summary>The operation whose events are written; none where the text is no event's, and then nothing can be sealed.</summary>
    internal Guid Operation { get; set; }

    /// <summary>Number of personal values that were masked because no key store is configured.</summary>
    internal int Unsealed { get; set; }

    /// <summary>Says which resource the values written from now on belong to, to find the persons that they are about.</summary>
    internal void BeginResource(AuditResourceType type, object? state)
    {
        _resourceType = type;
        _state = state;
    }

    /// <summary>The values written from now on belong to no resource.</summary>
    internal void EndResource()
    {
        _resourceType = null;
        _state = null;
    }

    /// <summary>The values written from now on are those of a command's fact.</summary>
    internal void BeginFact(string name)
    {
        _pathLength = 0;
        AppendPath(SealBinding.Data);
        AppendPath(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>The text of a member of the resource, or the id of the resource itself for the empty name.</summary>
    internal string? FindSubject(string member) => _state is null ? null : _resourceType?.FindSubject(_state, member);

    /// <summary>Encrypts the value written last, in the text of the current path.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="subject">Whose data it is; masked where nobody is known.</param>
    internal void SealFrom(int start, string? subject) => SealFrom(start, subject, Path);

    /// <summary>Encrypts the value written last.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="subject">Whose data it is; masked where nobody is known.</param>
    /// <param name="place">Where it stands in the event.</param>
    internal void SealFrom(int start, string? subject, ReadOnlySpan<byte> place)
    {
        if (Options.KeepsPersonalData || _buffer.AsSpan(start, _length - start).SequenceEqual("null"u8))
        {
            return;
        }

        if (Options.Sealer is not { } sealer || Operation == Guid.Empty || string.IsNullOrEmpty(subject))
        {
            Unsealed += Operation == Guid.Empty ? 0 : 1;
            _length = start;
            WriteRaw("{\"$masked\":true}"u8);
            return;
        }

        if (_length - start > Options.MaxValueLength)
        {
            CutFrom(start);
        }

        while ((_length - start) % PaddedTo != 0)
        {
            WriteByte((byte)' ');
        }

        // The place is copied: the buffers may move while the value is written.
        byte[] binding = new byte[SealBinding.LengthOf(place)];
        SealBinding.Write(Operation, place, binding);
        AuditSealedValue value = sealer.Seal(subject, _buffer.AsSpan(start, _length - start), binding);
        _buffer.AsSpan(start, _length - start).Clear();
        _length = start;
        WriteRaw("{\"$sealed\":\""u8);
        WriteRaw(Encoding.ASCII.GetBytes(value.KeyId));
        WriteRaw("\",\"value\":"u8);
        WriteBase64(value.Value.Span);
        WriteRaw("}"u8);
    }
}
