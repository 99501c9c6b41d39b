namespace AuditGen.Envelopes;

/// <summary>
/// Writes the members of an event text around its changes, in the order of the format (docs/event-format.md): first
/// <see cref="Begin"/>, then resource, then <see cref="WriteCircumstances"/>, then changes and data, then <see cref="End"/>.
/// </summary>
internal static class EventText
{
    /// <summary>Bytes that <see cref="BeginChanges"/> writes before the opening bracket.</summary>
    public static int ChangesPrefixLength => ",\"changes\":"u8.Length;

    /// <summary>Writes <c>v</c> to <c>actor</c>.</summary>
    public static void Begin(AuditTextWriter writer, Guid id, DateTime time, in EventHead head)
    {
        AuditAction action = head.Action;
        writer.WriteRaw("{\"v\":1,\"id\":"u8);
        writer.WriteGuid(id);
        writer.WriteRaw(",\"ts\":"u8);
        writer.WriteDateTime(time);
        writer.WriteProperty("context"u8, action.Context);
        writer.WriteProperty("action"u8, action.Code);
        writer.WriteProperty("category"u8, action.Category.ToName());
        writer.WriteProperty("type"u8, action.EventType);
        writer.WriteProperty("outcome"u8, head.Outcome.ToName());
        writer.WriteRaw(",\"operation\":"u8);
        writer.WriteGuid(head.Operation);
        WriteActor(writer, head.Context.Actor ?? AuditActor.System);
    }

    /// <summary>Writes <c>resource</c>. The id is absent where the command did not say which one.</summary>
    public static void WriteResource(AuditTextWriter writer, string type, AuditResource? resource)
    {
        writer.WriteRaw(",\"resource\":{"u8);
        writer.WriteProperty("type"u8, resource?.Type ?? type);
        WriteUnlessEmpty(writer, "id"u8, resource?.Id);
        if (resource is { NameSubject: { } subject, Name.Length: > 0 })
        {
            WritePersonal(writer, subject, SealBinding.Resource, resource.Name, email: null);
        }
        else
        {
            WriteUnlessEmpty(writer, "name"u8, resource?.Name);
        }

        WriteUnlessEmpty(writer, "version"u8, resource?.Version);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>session</c> to <c>source</c>.</summary>
    public static void WriteCircumstances(AuditTextWriter writer, in EventHead head)
    {
        AuditContext context = head.Context;
        WriteUnlessEmpty(writer, "session"u8, context.Session);
        WriteUnlessEmpty(writer, "correlation"u8, context.Correlation);
        WriteUnlessEmpty(writer, "causation"u8, context.Causation);
        WriteUnlessEmpty(writer, "trace"u8, context.Trace);
        WriteUnlessEmpty(writer, "tenant"u8, context.Tenant);
        WriteUnlessEmpty(writer, "reason"u8, head.Reason);
        WriteSource(writer, context.Source);
    }

    /// <summary>Writes <c>changes</c> as <c>unknown</c>: something may have changed, and nobody recorded what.</summary>
    public static void WriteUnknownChanges(AuditTextWriter writer) => writer.WriteRaw(",\"changes\":\"unknown\""u8);

    /// <summary>Begins the array of <c>changes</c>.</summary>
    /// <returns>What <see cref="EndChanges"/> needs.</returns>
    public static int BeginChanges(AuditTextWriter writer) => BeginContainer(writer, ",\"changes\":["u8);

    /// <summary>Ends the array of <c>changes</c>; takes it back where there is none.</summary>
    public static void EndChanges(AuditTextWriter writer, int start, int count) => EndContainer(writer, start, count, "]"u8);

    /// <summary>Begins the object of <c>data</c>.</summary>
    /// <returns>What <see cref="EndData"/> needs.</returns>
    public static int BeginData(AuditTextWriter writer) => BeginContainer(writer, ",\"data\":{"u8);

    /// <summary>Ends the object of <c>data</c>; takes it back where there is none.</summary>
    public static void EndData(AuditTextWriter writer, int start, int count) => EndContainer(writer, start, count, "}"u8);

    /// <summary>Ends the event.</summary>
    public static void End(AuditTextWriter writer) => writer.WriteEndObject();

    private static int BeginContainer(AuditTextWriter writer, ReadOnlySpan<byte> opening)
    {
        int start = writer.Length;
        writer.WriteRaw(opening);
        return start;
    }

    private static void EndContainer(AuditTextWriter writer, int start, int count, ReadOnlySpan<byte> closing)
    {
        if (count == 0)
        {
            writer.Truncate(start);
        }
        else
        {
            writer.WriteRaw(closing);
        }
    }

    private static void WriteActor(AuditTextWriter writer, AuditActor actor)
    {
        writer.WriteRaw(",\"actor\":{"u8);
        writer.WriteProperty("id"u8, actor.Id);
        WriteNames(writer, actor, SealBinding.Actor);
        WriteUnlessEmpty(writer, "kind"u8, actor.Kind);
        if (!actor.Roles.IsDefaultOrEmpty)
        {
            writer.WriteRaw(",\"roles\":["u8);
            foreach (string role in actor.Roles)
            {
                writer.WriteElement();
                writer.WriteString(role);
            }

            writer.WriteEndArray();
        }

        if (actor.OnBehalfOf is { } principal)
        {
            writer.WriteRaw(",\"on_behalf_of\":{"u8);
            writer.WriteProperty("id"u8, principal.Id);
            WriteNames(writer, new AuditActor(principal.Id) { Name = principal.Name }, SealBinding.OnBehalfOf);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the names of an actor, sealed where the actor is a person whose data they are.</summary>
    private static void WriteNames(AuditTextWriter writer, AuditActor actor, ReadOnlySpan<byte> place)
    {
        if (writer.Options.Sealer?.SubjectOf(actor) is { Length: > 0 } subject)
        {
            WritePersonal(writer, subject, place, actor.Name, actor.Email);
        }
        else
        {
            WriteUnlessEmpty(writer, "name"u8, actor.Name);
            WriteUnlessEmpty(writer, "email"u8, actor.Email);
        }
    }

    private static void WritePersonal(AuditTextWriter writer, string subject, ReadOnlySpan<byte> place, string? name, string? email)
    {
        if (string.IsNullOrEmpty(name) && string.IsNullOrEmpty(email))
        {
            return;
        }

        writer.WritePropertyName("personal"u8);
        int start = writer.Length;
        writer.WriteStartObject();
        WriteUnlessEmpty(writer, "name"u8, name);
        WriteUnlessEmpty(writer, "email"u8, email);
        writer.WriteEndObject();
        writer.SealFrom(start, subject, place);
    }

    private static void WriteSource(AuditTextWriter writer, AuditSource? source)
    {
        if (source is null)
        {
            return;
        }

        int start = BeginContainer(writer, ",\"source\":{"u8);
        int empty = writer.Length;
        WriteUnlessEmpty(writer, "service"u8, source.Service);
        WriteUnlessEmpty(writer, "version"u8, source.Version);
        WriteUnlessEmpty(writer, "host"u8, source.Host);
        WriteUnlessEmpty(writer, "ip"u8, source.Ip);
        WriteUnlessEmpty(writer, "user_agent"u8, source.UserAgent);
        EndContainer(writer, start, writer.Length - empty, "}"u8);
    }

    private static void WriteUnlessEmpty(AuditTextWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteProperty(name, value);
        }
    }
}
