namespace AuditGen.Scopes;

/// <summary>One audited command while it runs: a root operation, or one nested in it that joined.</summary>
internal sealed partial class AuditOperation : IAuditOperation
{
    private readonly AuditOperations _operations;
    private readonly AuditOperation? _outer;
    private AuditTextWriter? _data;
    private volatile bool _running = true;

    public AuditOperation(AuditOperations operations, AuditedHandler handler, AuditOperation? outer, OperationTransaction transaction, AuditOperation? parent)
    {
        _operations = operations;
        _outer = outer;
        Handler = handler;
        Transaction = transaction;
        Parent = parent;
        Action = handler.Actions[0];
    }

    /// <summary>The handler.</summary>
    public AuditedHandler Handler { get; }

    /// <summary>What it shares with the root and with the other commands that joined.</summary>
    public OperationTransaction Transaction { get; }

    /// <summary>The command it is nested in and has joined, or <see langword="null"/> for the root.</summary>
    public AuditOperation? Parent { get; }

    /// <summary>The action that happened, as far as is known.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>How it ended; while it runs, what the handler said of it.</summary>
    public AuditOutcome Outcome { get; private set; }

    /// <summary>Whether the handler itself said that it was refused or failed.</summary>
    public bool HasDeclaredOutcome { get; private set; }

    /// <summary>Why it was refused or failed, in the handler's words.</summary>
    public string? OutcomeReason { get; private set; }

    /// <summary>Why the command was given.</summary>
    public string? Reason { get; private set; }

    /// <summary>The subject that the handler named.</summary>
    public AuditResource? Subject { get; private set; }

    /// <summary>The full name of the type of what the handler threw.</summary>
    public string? ExceptionType { get; private set; }

    /// <summary>Whether anything was recorded by the handler, by a command nested in it, or by hand.</summary>
    public bool HasRecorded { get; private set; }

    /// <summary>Whether the handler itself said what changed, or appended an event by hand.</summary>
    public bool HasSaid { get; private set; }

    /// <summary>Whether it has not come to an end.</summary>
    public bool IsRunning => _running;

    /// <summary>Whether it succeeded inside a command that failed: nothing of it happened.</summary>
    public bool IsRolledBack { get; set; }

    /// <summary>The command facts: the members of a JSON object, without its braces.</summary>
    public ReadOnlySpan<byte> Data => _data is null ? default : _data.Written;

    /// <inheritdoc/>
    public void SetReason(string? reason)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Reason = reason;
        }
    }

    /// <inheritdoc/>
    public void AddData<T, TCodec>(string name, T value)
        where TCodec : IAuditValueCodec<T?>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (Transaction.Sync)
        {
            EnsureRunning();
            AuditTextWriter data = _data ??= new AuditTextWriter(_operations.Text) { Operation = Transaction.Id };
            int start = data.Length;
            try
            {
                data.WriteElement();
                data.WriteString(name);
                data.WriteRaw(":"u8);
                data.BeginFact(name);
                data.WriteValue<T, TCodec>(value);
            }
            catch
            {
                data.Truncate(start);
                throw;
            }
        }
    }

    /// <summary>Says which of the declared actions happened.</summary>
    public void SetAction(AuditAction action)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Action = Handler.Actions.FirstOrDefault(declared => declared.Code == action.Code && declared.Context == action.Context)
                ?? throw new ArgumentException(
                    $"{Handler.HandlerType}.{Handler.Method} does not declare the action '{action.Code}'. Add [Audited(\"{action.Code}\", …)] to it.",
                    nameof(action));
        }
    }

    /// <summary>Names the subject.</summary>
    public void SetSubject(AuditResource subject)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Subject = subject;
        }
    }

    /// <summary>The handler says that the command was refused or failed.</summary>
    public void Declare(AuditOutcome outcome, string reason)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Outcome = outcome;
            OutcomeReason = reason;
            HasDeclaredOutcome = true;
        }
    }

    /// <summary>Whether it is nested in another, at any depth.</summary>
    public bool IsWithin(AuditOperation other)
    {
        for (AuditOperation? each = Parent; each is not null; each = each.Parent)
        {
            if (each == other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Something was appended by hand.</summary>
    public void MarkRecorded()
    {
        lock (Transaction.Sync)
        {
            HasRecorded = HasSaid = true;
        }
    }

    /// <summary>The instance is about to change.</summary>
    public void Track(AuditResourceType type, object instance)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Transaction.Resources.Track(this, type, instance);
            HasRecorded = HasSaid = true;
        }
    }

    /// <summary>One value took the place of another.</summary>
    public void Changed(AuditResourceType type, object before, object after)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Transaction.Resources.Changed(this, type, before, after);
            HasRecorded = HasSaid = true;
        }
    }

    /// <summary>The resource came into being.</summary>
    public void Created(AuditResourceType type, object instance)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Transaction.Resources.Created(this, type, instance);
            HasRecorded = HasSaid = true;
        }
    }

    /// <summary>The resource ceased to be.</summary>
    public void Deleted(AuditResourceType type, object instance)
    {
        lock (Transaction.Sync)
        {
            EnsureRunning();
            Transaction.Resources.Deleted(this, type, instance);
            HasRecorded = HasSaid = true;
        }
    }

    private void EnsureRunning()
    {
        if (!_running)
        {
            throw new InvalidOperationException(
                $"The operation of {Handler.HandlerType}.{Handler.Method} has already ended. Await the work that records changes before the handler returns.");
        }
    }
}
