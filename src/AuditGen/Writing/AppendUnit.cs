using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Writing;

/// <summary>
/// What one operation hands to the journal: its intent, then its events. Pooled; the texts share one buffer, and the leaf
/// hashes are computed here, on the caller's side. Filled by one thread at a time.
/// </summary>
internal sealed class AppendUnit : IDisposable
{
    private const byte LeafPrefix = 0;
    private const int KeptBuffer = 64 * 1024;
    private const int KeptEntries = 64;

    private readonly AppendUnitPool _pool;
    private readonly List<Extent> _extents = [];
    private readonly List<JournalEntry> _entries = [];
    private readonly AuditTextWriter _text;
    private int _start = -1;

    internal AppendUnit(AppendUnitPool pool)
    {
        _pool = pool;
        _text = new AuditTextWriter(pool.Text);
    }

    /// <summary>The operation's id; the intent is opened and closed under it.</summary>
    public Guid Operation { get; private set; }

    /// <summary>The context whose policies hold for the reservation: that of the declared action.</summary>
    public string Context { get; private set; } = "";

    /// <summary>What <see cref="IAuditAppender.ReserveAsync"/> does when there is no room.</summary>
    public WhenFull WhenFull { get; private set; }

    /// <summary>What <see cref="IAuditAppender.AppendAsync"/> waits for.</summary>
    public Durability Durability { get; private set; }

    /// <summary>Whether the unit carries an intent that has to be opened before the command and closed with its events.</summary>
    public bool HasIntent { get; private set; }

    /// <summary>Number of events.</summary>
    public int EventCount => _extents.Count - (HasIntent ? 1 : 0);

    /// <summary>Bytes of text held, of intent and events.</summary>
    public int Bytes => _text.Length;

    /// <summary>Readies the unit for an operation.</summary>
    public void Start(Guid operation, string context, AuditContextOptions options)
    {
        Operation = operation;
        _text.Operation = operation;
        Context = context;
        WhenFull = options.WhenFull;
        Durability = options.Durability;
    }

    /// <summary>The stricter of the unit's durability and the given one holds from now on.</summary>
    public void Require(Durability durability)
    {
        if (durability == Durability.Journaled)
        {
            Durability = Durability.Journaled;
        }
    }

    /// <summary>Whether personal data was masked because no key store is configured.</summary>
    public bool HasMasked => _text.Unsealed > 0;

    /// <summary>Begins the text of the intent; at most one, before any event. End it with <see cref="EndIntent"/>.</summary>
    /// <returns>Where to write the text. Not to be kept.</returns>
    public AuditTextWriter BeginIntent()
    {
        if (_extents.Count > 0)
        {
            throw new InvalidOperationException("The intent of an operation comes before its events, and once.");
        }

        _start = _text.Length;
        return _text;
    }

    /// <summary>Ends the text of the intent.</summary>
    public void EndIntent()
    {
        _extents.Add(new Extent(JournalEntryKind.OpenIntent, Operation, Context, _start, _text.Length - _start, default));
        HasIntent = true;
        _start = -1;
    }

    /// <summary>Begins the text of an event. End it with <see cref="EndEvent"/>, or take it back with <see cref="AbandonEvent"/>.</summary>
    /// <returns>Where to write the text. Not to be kept.</returns>
    public AuditTextWriter BeginEvent()
    {
        // The prefix of the leaf hash stands before each text, so that the hash is one pass over one span.
        _text.WriteRaw([LeafPrefix]);
        _start = _text.Length;
        return _text;
    }

    /// <summary>Ends the text of an event and computes its leaf hash.</summary>
    public void EndEvent(Guid id, string context)
    {
        Sha256Hash leaf = default;
        SHA256.HashData(_text.Written[(_start - 1)..], leaf);
        _extents.Add(new Extent(JournalEntryKind.Event, id, context, _start, _text.Length - _start, leaf));
        _start = -1;
    }

    /// <summary>Takes back what was written since <see cref="BeginEvent"/>.</summary>
    public void AbandonEvent()
    {
        _text.Truncate(_start - 1);
        _start = -1;
    }

    /// <summary>The entry that opens the intent. Valid until the next text is begun.</summary>
    public JournalEntry IntentEntry => HasIntent
        ? ToEntry(_extents[0])
        : throw new InvalidOperationException("The unit carries no intent.");

    /// <summary>The entries of the operation's transaction: its events in order, then the end of the intent if one was opened.</summary>
    /// <remarks>Valid until the unit is filled further or disposed.</remarks>
    public ReadOnlySpan<JournalEntry> Seal()
    {
        _entries.Clear();
        for (int i = HasIntent ? 1 : 0; i < _extents.Count; i++)
        {
            _entries.Add(ToEntry(_extents[i]));
        }

        if (HasIntent)
        {
            _entries.Add(new JournalEntry { Kind = JournalEntryKind.CloseIntent, Id = Operation, Context = Context });
        }

        return CollectionsMarshal.AsSpan(_entries);
    }

    /// <summary>Empties the unit and returns it to its pool.</summary>
    public void Dispose()
    {
        if (_text.Length > KeptBuffer)
        {
            _text.Dispose();
        }

        _text.Clear();
        _text.Unsealed = 0;
        _extents.Clear();
        _entries.Clear();
        if (_extents.Capacity > KeptEntries)
        {
            _extents.Capacity = 0;
            _entries.Capacity = 0;
        }

        HasIntent = false;
        Context = "";
        _start = -1;
        _pool.Return(this);
    }

    private JournalEntry ToEntry(in Extent extent) => new()
    {
        Kind = extent.Kind,
        Id = extent.Id,
        Context = extent.Context,
        Text = _text.WrittenMemory.Slice(extent.Start, extent.Length),
        Leaf = extent.Leaf,
    };

    private readonly record struct Extent(JournalEntryKind Kind, Guid Id, string Context, int Start, int Length, Sha256Hash Leaf);
}
