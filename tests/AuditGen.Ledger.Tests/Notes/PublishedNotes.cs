using System.Text;
using System.Text.Json;

namespace AuditGen.Ledger.Tests.Notes;

/// <summary>Notes that other implementations signed.</summary>
internal sealed record PublishedNotes(string Name, NoteVerifierKey Key, byte[] Note)
{
    public static PublishedNotes[] All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "published-notes.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => new PublishedNotes(
                row.GetProperty("name").GetString()!,
                NoteVerifierKey.Parse(row.GetProperty("vkey").GetString()!),
                Encoding.UTF8.GetBytes(row.GetProperty("note").GetString()!))),
    ];

    public static PublishedNotes Rekor => All.Single(note => note.Name == "Rekor, with timestamp");

    public static PublishedNotes Tessera => All.Single(note => note.Name == "Tessera, size 15");
}
