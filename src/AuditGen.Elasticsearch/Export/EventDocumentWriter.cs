using System.Buffers.Text;
using System.Globalization;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Builds the document of an event from its text: fields are copies of pieces of the text, nothing is decoded and encoded
/// again. Used by one caller at a time.
/// </summary>
/// <remarks>
/// The limits keep the server from refusing what it could have taken: a keyword of more than 32,766 bytes, a
/// <c>flattened</c> field nested deeper than 20. What a limit leaves out of the fields is still in <c>event.original</c>.
/// What can be searched, and how much of it, is defined for all stores in docs/query.md.
/// </remarks>
internal sealed class EventDocumentWriter
{
    private readonly EventSlices _event = new();
    private readonly FlattenedWriter _flattened = new();
    private readonly MessageWriter _message = new();
    private readonly byte[] _log;

    /// <param name="log">The journal's origin, the name of the log.</param>
    public EventDocumentWriter(string log)
    {
        _log = System.Text.Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(log).ToString());
    }

    /// <summary>Writes the whole document.</summary>
    /// <exception cref="FormatException">The text is not version 1 of the event text; the target may hold a part of the document.</exception>
    public void Write(in JournalRecord record, PooledBytes target)
    {
        ReadOnlySpan<byte> text = record.Text.Span;
        _event.Read(text);
        target.Write("{\"@timestamp\":\""u8);
        target.Write(_event.Timestamp.Of(text));
        target.Write("\",\"message\":\""u8);
        _message.Write(_event, text, target);
        target.Write("\",\"event\":{"u8);
        WriteEvent(record, text, target);
        target.Write("\"audit\":{"u8);
        WriteAudit(record, text, target);
        WriteUser(text, target);
        WriteSource(text, target);
        if (_event.Data.IsPresent && text[_event.Data.Start] == (byte)'{')
        {
            _flattened.WriteFacts("\"labels\":{"u8, _event.Data.Of(text), target);
        }

        End(target);
    }

    /// <summary>
    /// Writes the document that the store cannot refuse for anything the event says: fixed keywords and the original text.
    /// </summary>
    public void WriteDegraded(in JournalRecord record, PooledBytes target)
    {
        target.Write("{\"@timestamp\":"u8);
        WriteNumber(EventTime.MillisecondsOf(record.Id), target);
        target.Write(",\"event\":{"u8);
        WriteIdentity(record, target);
        target.Write("},\"audit\":{\"context\":\""u8);
        WriteEncoded(record.Context, target);
        target.Write("\","u8);
        WriteLedger(record, degraded: true, target);
        target.Write("}}"u8);
    }

    private void WriteEvent(in JournalRecord record, ReadOnlySpan<byte> text, PooledBytes target)
    {
        target.Write(EcsVocabulary.MembersOf(_event.Category.Of(text)));
        Text("\"action\":\""u8, _event.Action, text, target);
        Text("\"outcome\":\""u8, _event.Outcome, text, target);
        if (_event.Reason.IsPresent)
        {
            target.Write("\"reason\":\""u8);
            JsonText.Copy(_event.Reason.Of(text), target);
            target.Write("\","u8);
        }

        WriteIdentity(record, target);
        target.Write("},"u8);
    }

    /// <summary>Writes the members of <c>event</c> that do not depend on what the event says.</summary>
    private static void WriteIdentity(in JournalRecord record, PooledBytes target)
    {
        target.Write("\"kind\":\"event\",\"id\":\""u8);
        Utf8Formatter.TryFormat(record.Id, target.GetSpan(36), out int written);
        target.Advance(written);
        target.Write("\",\"sequence\":"u8);
        WriteNumber(record.Index, target);
        target.Write(",\"hash\":\""u8);
        Ledger.Sha256Hash leaf = record.Leaf;
        Convert.TryToHexStringLower(leaf, target.GetSpan(64), out written);
        target.Advance(written);
        target.Write("\",\"original\":\""u8);
        JsonText.Quote(record.Text.Span, target);
        target.WriteByte((byte)'"');
    }

    private void WriteAudit(in JournalRecord record, ReadOnlySpan<byte> text, PooledBytes target)
    {
        Text("\"context\":\""u8, _event.Context, text, target);
        Text("\"category\":\""u8, _event.Category, text, target);
        Text("\"event_type\":\""u8, _event.Type, text, target);
        Text("\"operation\":\""u8, _event.Operation, text, target);
        Text("\"correlation_id\":\""u8, _event.Correlation, text, target);
        Text("\"causation_id\":\""u8, _event.Causation, text, target);
        if (_event.ResourceType.IsPresent || _event.ResourceId.IsPresent)
        {
            target.Write("\"resource\":{"u8);
            Text("\"type\":\""u8, _event.ResourceType, text, target);
            Text("\"id\":\""u8, _event.ResourceId, text, target);
            Text("\"name\":\""u8, _event.ResourceName, text, target);
            Text("\"version\":\""u8, _event.ResourceVersion, text, target);
            End(target);
            target.WriteByte((byte)',');
        }

        if (_event.ChangesUnknown)
        {
            target.Write("\"changes_unknown\":true,"u8);
        }
        else if (_event.Changes.Length > 0)
        {
            WriteChanges(text, target);
        }

        WriteLedger(record, degraded: false, target);
        target.Write("},"u8);
    }

    private void WriteLedger(in JournalRecord record, bool degraded, PooledBytes target)
    {
        target.Write("\"ledger\":{\"log\":\""u8);
        target.Write(_log);
        target.Write("\",\"index\":"u8);
        WriteNumber(record.Index, target);
        target.Write(degraded ? ",\"degraded\":true}"u8 : "}"u8);
    }

    private void WriteChanges(ReadOnlySpan<byte> text, PooledBytes target)
    {
        target.Write("\"change\":{\"field\":["u8);
        foreach (ChangeSlices change in _event.Changes)
        {
            target.WriteByte((byte)'"');
            CopyDimension(change.Path.Of(text), target);
            target.Write("\","u8);
        }

        target.Truncate(target.Length - 1);
        target.Write("],\"old\":["u8);
        foreach (ChangeSlices change in _event.Changes)
        {
            WriteChange(change.Path, change.Old, text, target);
        }

        target.Truncate(target.Length - 1);
        target.Write("],\"new\":["u8);
        foreach (ChangeSlices change in _event.Changes)
        {
            WriteChange(change.Path, change.New, text, target);
        }

        target.Truncate(target.Length - 1);
        target.Write("]},"u8);
        _flattened.WriteValues("\"old_value\":{"u8, _event.Changes, old: true, text, target);
        _flattened.WriteValues("\"new_value\":{"u8, _event.Changes, old: false, text, target);
    }

    /// <summary><c>path=value</c>, or the bare path where there is no value, so that positions pair up.</summary>
    private static void WriteChange(Slice path, Slice value, ReadOnlySpan<byte> text, PooledBytes target)
    {
        ReadOnlySpan<byte> name = JsonText.Cut(path.Of(text), AuditSearchText.MaxChange, escaped: true, out int units);
        target.WriteByte((byte)'"');
        JsonText.Copy(name, target);
        if (value.IsPresent && units < AuditSearchText.MaxChange)
        {
            target.WriteByte((byte)'=');
            SearchText searched = SearchText.Of(value.Of(text));
            int left = AuditSearchText.MaxChange - units - 1;
            if (searched.Bytes.Length > left)
            {
                left = AuditSearchText.MaxChange - JsonText.UnitsOf(name) - 1;
            }

            searched.WriteTo(target, left);
        }

        target.Write("\","u8);
    }

    private void WriteUser(ReadOnlySpan<byte> text, PooledBytes target)
    {
        if (_event.ActorId.IsPresent)
        {
            target.Write("\"user\":{"u8);
            Text("\"id\":\""u8, _event.ActorId, text, target);
            Text("\"name\":\""u8, _event.ActorName, text, target);
            Text("\"email\":\""u8, _event.ActorEmail, text, target);
            if (_event.ActorRoles.IsPresent && text[_event.ActorRoles.Start] == (byte)'[')
            {
                target.Write("\"roles\":"u8);
                JsonText.Copy(_event.ActorRoles.Of(text), target);
                target.WriteByte((byte)',');
            }

            if (_event.OnBehalfOfId.IsPresent)
            {
                target.Write("\"effective\":{"u8);
                Text("\"id\":\""u8, _event.OnBehalfOfId, text, target);
                Text("\"name\":\""u8, _event.OnBehalfOfName, text, target);
                End(target);
                target.WriteByte((byte)',');
            }

            End(target);
            target.WriteByte((byte)',');
        }

        if (_event.ActorId.IsPresent || _event.Ip.IsPresent)
        {
            target.Write("\"related\":{"u8);
            Array("\"user\":[\""u8, _event.ActorId, _event.OnBehalfOfId, text, target);
            Array("\"ip\":[\""u8, _event.Ip, default, text, target);
            End(target);
            target.WriteByte((byte)',');
        }

        Wrapped("\"organization\":{\"id\":\""u8, _event.Tenant, text, target);
        Wrapped("\"session\":{\"id\":\""u8, _event.Session, text, target);
    }

    private void WriteSource(ReadOnlySpan<byte> text, PooledBytes target)
    {
        Wrapped("\"source\":{\"ip\":\""u8, _event.Ip, text, target);
        Wrapped("\"user_agent\":{\"original\":\""u8, _event.UserAgent, text, target);
        Wrapped("\"host\":{\"name\":\""u8, _event.Host, text, target);
        if (_event.Service.IsPresent || _event.ServiceVersion.IsPresent)
        {
            target.Write("\"service\":{"u8);
            Text("\"name\":\""u8, _event.Service, text, target);
            Text("\"version\":\""u8, _event.ServiceVersion, text, target);
            End(target);
            target.WriteByte((byte)',');
        }

        // A W3C trace context: version-trace-parent-flags (https://www.w3.org/TR/trace-context/#traceparent-header).
        if (_event.Trace is { IsPresent: true, Length: 55 } trace && text[trace.Start + 2] == (byte)'-' && text[trace.Start + 35] == (byte)'-')
        {
            Wrapped("\"trace\":{\"id\":\""u8, new Slice(trace.Start + 3, 32), text, target);
            Wrapped("\"span\":{\"id\":\""u8, new Slice(trace.Start + 36, 16), text, target);
        }
        else
        {
            Wrapped("\"trace\":{\"id\":\""u8, _event.Trace, text, target);
        }
    }

    private static void Text(ReadOnlySpan<byte> opening, Slice value, ReadOnlySpan<byte> text, PooledBytes target)
    {
        if (value.IsPresent)
        {
            target.Write(opening);
            CopyDimension(value.Of(text), target);
            target.Write("\","u8);
        }
    }

    private static void Wrapped(ReadOnlySpan<byte> opening, Slice value, ReadOnlySpan<byte> text, PooledBytes target)
    {
        if (value.IsPresent)
        {
            target.Write(opening);
            CopyDimension(value.Of(text), target);
            target.Write("\"},"u8);
        }
    }

    private static void Array(ReadOnlySpan<byte> opening, Slice first, Slice second, ReadOnlySpan<byte> text, PooledBytes target)
    {
        if (!first.IsPresent)
        {
            return;
        }

        target.Write(opening);
        CopyDimension(first.Of(text), target);
        if (second.IsPresent)
        {
            target.Write("\",\""u8);
            CopyDimension(second.Of(text), target);
        }

        target.Write("\"],"u8);
    }

    /// <summary>What of a value counts when it is compared.</summary>
    private static void CopyDimension(ReadOnlySpan<byte> value, PooledBytes target)
        => JsonText.Copy(JsonText.Cut(value, AuditSearchText.MaxDimension, escaped: true, out _), target);

    /// <summary>Closes an object whose last member left a comma behind.</summary>
    private static void End(PooledBytes target)
    {
        if (target.Written[^1] == (byte)',')
        {
            target.Truncate(target.Length - 1);
        }

        target.WriteByte((byte)'}');
    }

    private static void WriteNumber(long value, PooledBytes target)
    {
        value.TryFormat(target.GetSpan(20), out int written, default, CultureInfo.InvariantCulture);
        target.Advance(written);
    }

    private static void WriteEncoded(string value, PooledBytes target)
        => target.Write(System.Text.Json.JsonEncodedText.Encode(value).EncodedUtf8Bytes);
}
