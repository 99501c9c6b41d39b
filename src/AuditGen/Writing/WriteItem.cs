using AuditGen.Journal;

namespace AuditGen.Writing;

/// <summary>One thing in the queue of the journal's writer.</summary>
internal readonly struct WriteItem
{
    /// <summary>What it is.</summary>
    public required WriteItemKind Kind { get; init; }

    /// <summary>The operation.</summary>
    public required Guid Operation { get; init; }

    /// <summary>The context of the operation's declared action.</summary>
    public required string Context { get; init; }

    /// <summary>The events, owned by the queue; <see langword="null"/> for intents.</summary>
    public AppendUnit? Unit { get; init; }

    /// <summary>The text of an intent, in a pooled buffer: its unit stays with the caller, who goes on filling it.</summary>
    public byte[]? Intent { get; init; }

    /// <summary>Where <see cref="Intent"/> goes back to.</summary>
    public IntentBuffers? Buffers { get; init; }

    /// <summary>Bytes of <see cref="Intent"/>.</summary>
    public int IntentLength { get; init; }

    /// <summary>Who waits for it to be durable.</summary>
    public WriteCompletion? Completion { get; init; }

    /// <summary>The policy of the operation's context, for intents that cannot be journaled.</summary>
    public WhenFull WhenFull { get; init; }

    /// <summary>Bytes of the reservation that ends with this item; 0 where it goes on.</summary>
    public long Room { get; init; }

    /// <summary>Whether the journal refused it already, and its caller knows.</summary>
    public bool WasSetAside { get; init; }

    /// <summary>Bytes of text.</summary>
    public int Bytes => Unit?.Bytes ?? IntentLength;

    /// <summary>Copies the intent of a unit for the queue.</summary>
    public static WriteItem OfIntent(AppendUnit unit, WriteCompletion? completion, IntentBuffers buffers)
    {
        ReadOnlySpan<byte> text = unit.IntentEntry.Text.Span;
        return new WriteItem
        {
            Kind = WriteItemKind.OpenIntent,
            Operation = unit.Operation,
            Context = unit.Context,
            Intent = buffers.Copy(text),
            Buffers = buffers,
            IntentLength = text.Length,
            Completion = completion,
            WhenFull = unit.WhenFull,
        };
    }

    /// <summary>Adds the journal entries of the item.</summary>
    public void AddTo(List<JournalEntry> entries)
    {
        switch (Kind)
        {
            case WriteItemKind.Events:
                entries.AddRange(Unit!.Seal());
                break;
            case WriteItemKind.OpenIntent:
                entries.Add(new JournalEntry
                {
                    Kind = JournalEntryKind.OpenIntent,
                    Id = Operation,
                    Context = Context,
                    Text = Intent.AsMemory(0, IntentLength),
                });
                break;
            default:
                entries.Add(new JournalEntry { Kind = JournalEntryKind.CloseIntent, Id = Operation, Context = Context });
                break;
        }
    }

    /// <summary>Gives back what the item holds.</summary>
    public void Return()
    {
        Unit?.Dispose();
        if (Intent is not null)
        {
            Buffers?.Return(Intent);
        }
    }
}
