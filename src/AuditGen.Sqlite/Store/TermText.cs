using System.Text;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>Builds what the full-text index gets of one event: its words and the terms of its dimensions and changes.</summary>
internal sealed class TermText(TermNames names)
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>The text of an event, in UTF-8; a copy.</summary>
    public byte[] Build(AuditEvent auditEvent)
    {
        _length = 0;
        Add(TermKind.Context, auditEvent.Context);
        Add(TermKind.Tenant, auditEvent.Tenant);
        Add(TermKind.Actor, auditEvent.Actor.Id);
        Add(TermKind.OnBehalfOf, auditEvent.Actor.OnBehalfOf?.Id);
        Add(TermKind.ResourceType, auditEvent.Resource?.Type);
        Add(TermKind.ResourceId, auditEvent.Resource?.Id);
        Add(TermKind.Action, auditEvent.Action);
        Add(TermKind.Category, auditEvent.Category.ToName());
        Add(TermKind.Outcome, auditEvent.Outcome.ToName());
        Add(TermKind.Session, auditEvent.Session);
        Add(TermKind.Correlation, auditEvent.Correlation);
        Add(TermKind.Operation, auditEvent.Operation.ToString("D"));
        foreach (AuditChange change in auditEvent.Changes)
        {
            AddChange(change);
        }

        IReadOnlyCollection<string> words = AuditSearchText.Words(auditEvent);
        if (words.Count == AuditSearchText.MaxWords)
        {
            Add(TermKind.Overflow, string.Empty);
        }

        foreach (string word in words)
        {
            AddWord(word);
        }

        return _buffer.AsSpan(0, _length).ToArray();
    }

    /// <summary>The first segment of a path that has more than one, or the whole path.</summary>
    public static ReadOnlySpan<char> RootOf(ReadOnlySpan<char> path)
    {
        int second = path.IsEmpty ? -1 : path[1..].IndexOf('/');
        return second < 0 ? path : path[..(second + 1)];
    }

    private void AddChange(in AuditChange change)
    {
        string path = AuditSearchText.Dimension(change.Path);
        Add(TermKind.Path, path);
        ReadOnlySpan<char> root = RootOf(path);
        if (root.Length < path.Length)
        {
            names.Write(TermKind.Root, root, Room(TermNames.Size));
        }

        if (!change.Old.IsMissing)
        {
            names.WriteFolded(TermKind.Old, AuditSearchText.Change(change.Path, change.Old), Room(TermNames.Size));
        }

        if (!change.New.IsMissing)
        {
            names.WriteFolded(TermKind.New, AuditSearchText.Change(change.Path, change.New), Room(TermNames.Size));
        }
    }

    private void Add(TermKind kind, string? value)
    {
        if (value is not null)
        {
            names.Write(kind, AuditSearchText.Dimension(value), Room(TermNames.Size));
        }
    }

    private void AddWord(string word)
    {
        Span<byte> room = Room(Encoding.UTF8.GetByteCount(word));
        Encoding.UTF8.GetBytes(word, room);
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size + 1)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size + 1));
        }

        Span<byte> room = _buffer.AsSpan(_length, size);
        _buffer[_length + size] = (byte)' ';
        _length += size + 1;
        return room;
    }
}
