using System.Buffers;
using System.Text.Json;
using AuditGen.Reading;

namespace AuditGen.Cli.Rendering;

/// <summary>The state of a resource for programs.</summary>
internal static class StateText
{
    /// <summary>One JSON object, with the members that the HTTP interface gives too.</summary>
    public static void WriteJson(IBufferWriter<byte> output, AuditState state)
    {
        using (var json = new Utf8JsonWriter(output, EventAnswer.Json))
        {
            json.WriteStartObject();
            json.WriteString("resource_type", state.ResourceType);
            json.WriteString("resource_id", state.ResourceId);
            json.WriteString("at", ShownTime.Utc(state.At));
            json.WriteString("knowledge", KnowledgeOf(state));
            json.WriteString("name", state.Name);
            json.WriteString("version", state.Version);
            json.WriteNumber("events", state.Events);
            json.WriteString("last_event", state.Last?.Id.ToString());
            json.WriteStartArray("unknown_changes");
            foreach (Guid id in state.UnknownChanges)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            WriteFaults(json, state);
            WriteMembers(json, state);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>One row a member; of a state that is partial, one that says so.</summary>
    public static void WriteCsv(IBufferWriter<byte> output, AuditState state)
    {
        AuditCsv.WriteRow(output, "path", "value", "since", "event");
        foreach (AuditStateValue value in state.Values)
        {
            AuditCsv.WriteRow(output, value.Path, value.Value.ToDisplayText(), ShownTime.Utc(value.Since), value.EventId.ToString());
        }

        if (state.Knowledge is AuditStateKnowledge.Partial or AuditStateKnowledge.Unknown)
        {
            AuditCsv.WriteRow(output, "*", "(unknown)", "", "");
        }
    }

    private static string KnowledgeOf(AuditState state) => state.Knowledge switch
    {
        AuditStateKnowledge.Whole => "whole",
        AuditStateKnowledge.Partial => "partial",
        AuditStateKnowledge.Deleted => "deleted",
        _ => "unknown",
    };

    private static void WriteFaults(Utf8JsonWriter json, AuditState state)
    {
        json.WriteStartArray("continuity_faults");
        foreach (AuditContinuityFault fault in state.Faults)
        {
            json.WriteStartObject();
            json.WriteString("event", fault.EventId);
            json.WriteString("path", fault.Path);
            WriteValue(json, "expected", fault.Expected);
            WriteValue(json, "found", fault.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, AuditState state)
    {
        json.WriteStartArray("members");
        foreach (AuditStateValue value in state.Values)
        {
            json.WriteStartObject();
            json.WriteString("path", value.Path);
            WriteValue(json, "value", value.Value);
            json.WriteString("since", ShownTime.Utc(value.Since));
            json.WriteString("event", value.EventId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A value as it was recorded; a value that is missing has no member.</summary>
    private static void WriteValue(Utf8JsonWriter json, string name, AuditValue value)
    {
        if (!value.IsMissing)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.Json.Span, skipInputValidation: true);
        }
    }
}
