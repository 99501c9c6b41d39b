using System.Text.Json;

namespace AuditGen.Scopes;

/// <summary>Divides the changes of an event that is too long over several events. Changes fold, so nothing is lost by it.</summary>
internal static class ChangeParts
{
    /// <summary>Finds the parts.</summary>
    /// <param name="changes">The array of changes, with its brackets.</param>
    /// <param name="limit">Bytes that a part may have; a single change may be longer.</param>
    /// <returns>Where each part lies in the array, without brackets.</returns>
    public static List<Range> Divide(ReadOnlySpan<byte> changes, int limit)
    {
        var parts = new List<Range>();
        var reader = new Utf8JsonReader(changes);
        reader.Read();
        int start = -1;
        int end = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int from = (int)reader.TokenStartIndex;
            reader.Skip();
            int to = (int)reader.BytesConsumed;
            if (start >= 0 && to - start > limit)
            {
                parts.Add(start..end);
                start = -1;
            }

            start = start < 0 ? from : start;
            end = to;
        }

        parts.Add(start..end);
        return parts;
    }
}
