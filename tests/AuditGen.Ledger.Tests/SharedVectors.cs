using System.Text.Json;

namespace AuditGen.Ledger.Tests;

/// <summary>The published RFC 6962 cases that lie beside the checkout, in a folder <c>shared/vectors</c> of a parent.</summary>
internal static class SharedVectors
{
    public static JsonElement[] Read(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "vectors", file);
            if (File.Exists(path))
            {
                return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];
            }
        }

        Assert.Skip($"shared/vectors/{file} does not lie beside the checkout; the project's own vectors are tested all the same.");
        return [];
    }

    /// <summary>A hash, or nothing where the case carries something that is not one: nothing of ours takes it for a hash.</summary>
    public static Sha256Hash? Hash(JsonElement value)
    {
        byte[] bytes = Convert.FromBase64String(value.GetString() ?? "");
        return bytes.Length == Sha256Hash.Size ? Sha256Hash.FromBytes(bytes) : null;
    }

    /// <summary>
    /// A root. Some cases carry other bytes than 32 where only equality counts: a hash of them stands for them.
    /// </summary>
    public static Sha256Hash Root(JsonElement value)
    {
        byte[] bytes = Convert.FromBase64String(value.GetString() ?? "");
        return Sha256Hash.FromBytes(bytes.Length == Sha256Hash.Size ? bytes : System.Security.Cryptography.SHA256.HashData(bytes));
    }

    public static Sha256Hash[]? Proof(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        Sha256Hash?[] hashes = [.. value.EnumerateArray().Select(Hash)];
        return hashes.Contains(null) ? null : [.. hashes.Select(hash => hash!.Value)];
    }

    public static long Number(JsonElement value) => unchecked((long)value.GetUInt64());
}
