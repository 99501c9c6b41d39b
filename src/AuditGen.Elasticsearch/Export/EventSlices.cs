namespace AuditGen.Elasticsearch.Export;

/// <summary>Where the members of one event stand in its text. Reused from event to event; allocates only to grow.</summary>
internal sealed class EventSlices
{
    private ChangeSlices[] _changes = new ChangeSlices[16];
    private int _changeCount;

    public Slice Id { get; private set; }

    public Slice Timestamp { get; private set; }

    public Slice Context { get; private set; }

    public Slice Action { get; private set; }

    public Slice Category { get; private set; }

    public Slice Type { get; private set; }

    public Slice Outcome { get; private set; }

    public Slice Operation { get; private set; }

    public Slice ActorId { get; private set; }

    public Slice ActorName { get; private set; }

    public Slice ActorEmail { get; private set; }

    /// <summary>The whole array.</summary>
    public Slice ActorRoles { get; private set; }

    public Slice OnBehalfOfId { get; private set; }

    public Slice OnBehalfOfName { get; private set; }

    public Slice ResourceType { get; private set; }

    public Slice ResourceId { get; private set; }

    public Slice ResourceName { get; private set; }

    public Slice ResourceVersion { get; private set; }

    public Slice Session { get; private set; }

    public Slice Correlation { get; private set; }

    public Slice Causation { get; private set; }

    public Slice Trace { get; private set; }

    public Slice Tenant { get; private set; }

    public Slice Reason { get; private set; }

    public Slice Service { get; private set; }

    public Slice ServiceVersion { get; private set; }

    public Slice Host { get; private set; }

    public Slice Ip { get; private set; }

    public Slice UserAgent { get; private set; }

    /// <summary>The whole object.</summary>
    public Slice Data { get; private set; }

    /// <summary>Whether something may have changed that nobody recorded.</summary>
    public bool ChangesUnknown { get; private set; }

    public ReadOnlySpan<ChangeSlices> Changes => _changes.AsSpan(0, _changeCount);

    /// <summary>Finds the members of an event.</summary>
    /// <exception cref="FormatException">The text is not version 1 of the event text.</exception>
    public void Read(ReadOnlySpan<byte> text)
    {
        Clear();
        var scanner = new EventTextScanner(text);
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            throw EventTextScanner.Malformed();
        }

        do
        {
            ReadMember(ref scanner, scanner.Name(), text);
        }
        while (scanner.Next((byte)'}'));
        if (!scanner.AtEnd || !Id.IsPresent || !Timestamp.IsPresent)
        {
            throw EventTextScanner.Malformed();
        }
    }

    private void ReadMember(ref EventTextScanner scanner, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (name.SequenceEqual("v"u8))
        {
            if (!scanner.Value().Of(text).SequenceEqual("1"u8))
            {
                throw EventTextScanner.Malformed();
            }
        }
        else if (name.SequenceEqual("id"u8))
        {
            Id = scanner.String();
        }
        else if (name.SequenceEqual("ts"u8))
        {
            Timestamp = scanner.String();
        }
        else if (name.SequenceEqual("actor"u8))
        {
            ReadActor(ref scanner);
        }
        else if (name.SequenceEqual("resource"u8))
        {
            ReadResource(ref scanner);
        }
        else if (name.SequenceEqual("source"u8))
        {
            ReadSource(ref scanner);
        }
        else if (name.SequenceEqual("changes"u8))
        {
            ReadChanges(ref scanner);
        }
        else if (name.SequenceEqual("data"u8))
        {
            Data = scanner.Value();
        }
        else
        {
            ReadText(ref scanner, name);
        }
    }

    private void ReadText(ref EventTextScanner scanner, ReadOnlySpan<byte> name)
    {
        Slice value = scanner.OptionalString();
        if (name.SequenceEqual("context"u8))
        {
            Context = value;
        }
        else if (name.SequenceEqual("action"u8))
        {
            Action = value;
        }
        else if (name.SequenceEqual("category"u8))
        {
            Category = value;
        }
        else if (name.SequenceEqual("type"u8))
        {
            Type = value;
        }
        else if (name.SequenceEqual("outcome"u8))
        {
            Outcome = value;
        }
        else if (name.SequenceEqual("operation"u8))
        {
            Operation = value;
        }
        else if (name.SequenceEqual("session"u8))
        {
            Session = value;
        }
        else if (name.SequenceEqual("correlation"u8))
        {
            Correlation = value;
        }
        else if (name.SequenceEqual("causation"u8))
        {
            Causation = value;
        }
        else if (name.SequenceEqual("trace"u8))
        {
            Trace = value;
        }
        else if (name.SequenceEqual("tenant"u8))
        {
            Tenant = value;
        }
        else if (name.SequenceEqual("reason"u8))
        {
            Reason = value;
        }
    }

    private void ReadActor(ref EventTextScanner scanner)
    {
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return;
        }

        do
        {
            ReadOnlySpan<byte> name = scanner.Name();
            if (name.SequenceEqual("id"u8))
            {
                ActorId = scanner.OptionalString();
            }
            else if (name.SequenceEqual("name"u8))
            {
                ActorName = scanner.OptionalString();
            }
            else if (name.SequenceEqual("email"u8))
            {
                ActorEmail = scanner.OptionalString();
            }
            else if (name.SequenceEqual("roles"u8))
            {
                ActorRoles = scanner.Value();
            }
            else if (name.SequenceEqual("on_behalf_of"u8))
            {
                (OnBehalfOfId, OnBehalfOfName) = ReadPrincipal(ref scanner);
            }
            else
            {
                scanner.Value();
            }
        }
        while (scanner.Next((byte)'}'));
    }

    private static (Slice Id, Slice Name) ReadPrincipal(ref EventTextScanner scanner)
    {
        Slice id = default;
        Slice principalName = default;
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return default;
        }

        do
        {
            ReadOnlySpan<byte> name = scanner.Name();
            Slice value = scanner.OptionalString();
            if (name.SequenceEqual("id"u8))
            {
                id = value;
            }
            else if (name.SequenceEqual("name"u8))
            {
                principalName = value;
            }
        }
        while (scanner.Next((byte)'}'));
        return (id, principalName);
    }

    private void ReadResource(ref EventTextScanner scanner)
    {
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return;
        }

        do
        {
            ReadOnlySpan<byte> name = scanner.Name();
            Slice value = scanner.OptionalString();
            if (name.SequenceEqual("type"u8))
            {
                ResourceType = value;
            }
            else if (name.SequenceEqual("id"u8))
            {
                ResourceId = value;
            }
            else if (name.SequenceEqual("name"u8))
            {
                ResourceName = value;
            }
            else if (name.SequenceEqual("version"u8))
            {
                ResourceVersion = value;
            }
        }
        while (scanner.Next((byte)'}'));
    }

    private void ReadSource(ref EventTextScanner scanner)
    {
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            return;
        }

        do
        {
            ReadOnlySpan<byte> name = scanner.Name();
            Slice value = scanner.OptionalString();
            if (name.SequenceEqual("service"u8))
            {
                Service = value;
            }
            else if (name.SequenceEqual("version"u8))
            {
                ServiceVersion = value;
            }
            else if (name.SequenceEqual("host"u8))
            {
                Host = value;
            }
            else if (name.SequenceEqual("ip"u8))
            {
                Ip = value;
            }
            else if (name.SequenceEqual("user_agent"u8))
            {
                UserAgent = value;
            }
        }
        while (scanner.Next((byte)'}'));
    }

    private void ReadChanges(ref EventTextScanner scanner)
    {
        if (scanner.Peek == (byte)'"')
        {
            scanner.String();
            ChangesUnknown = true;
            return;
        }

        if (!scanner.Enter((byte)'[', (byte)']'))
        {
            return;
        }

        do
        {
            ChangeSlices change = ReadChange(ref scanner);
            if (_changeCount == _changes.Length)
            {
                Array.Resize(ref _changes, _changes.Length * 2);
            }

            _changes[_changeCount++] = change;
        }
        while (scanner.Next((byte)']'));
    }

    private static ChangeSlices ReadChange(ref EventTextScanner scanner)
    {
        Slice path = default;
        Slice old = default;
        Slice @new = default;
        if (!scanner.Enter((byte)'{', (byte)'}'))
        {
            throw EventTextScanner.Malformed();
        }

        do
        {
            ReadOnlySpan<byte> name = scanner.Name();
            if (name.SequenceEqual("path"u8))
            {
                path = scanner.String();
            }
            else if (name.SequenceEqual("old"u8))
            {
                old = scanner.Value();
            }
            else if (name.SequenceEqual("new"u8))
            {
                @new = scanner.Value();
            }
            else
            {
                scanner.Value();
            }
        }
        while (scanner.Next((byte)'}'));
        return path.IsPresent ? new ChangeSlices(path, old, @new) : throw EventTextScanner.Malformed();
    }

    private void Clear()
    {
        _changeCount = 0;
        ChangesUnknown = false;
        Id = Timestamp = Context = Action = Category = Type = Outcome = Operation = default;
        ActorId = ActorName = ActorEmail = ActorRoles = OnBehalfOfId = OnBehalfOfName = default;
        ResourceType = ResourceId = ResourceName = ResourceVersion = default;
        Session = Correlation = Causation = Trace = Tenant = Reason = default;
        Service = ServiceVersion = Host = Ip = UserAgent = Data = default;
    }
}
