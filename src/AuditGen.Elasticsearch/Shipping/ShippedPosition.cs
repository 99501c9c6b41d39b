using System.Globalization;
using System.Text;

namespace AuditGen.Elasticsearch.Shipping;

/// <summary>How far a ledger was shipped.</summary>
/// <param name="Sequence">The last checkpoint stored.</param>
/// <param name="Size">Its size: leaf hashes below it are stored.</param>
internal sealed record ShippedPosition(long Sequence, long Size)
{
    /// <summary>Nothing was shipped.</summary>
    public static ShippedPosition None { get; } = new(0, 0);

    /// <summary>Reads the position; nothing where there is none, or it is another log's: everything is sent again then, which does no harm.</summary>
    public static ShippedPosition Load(string path, string origin)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8).Split('\n') is [var log, var sequence, var size, ..]
                && string.Equals(log, origin, StringComparison.Ordinal)
                && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long last)
                && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long leaves)
                ? new ShippedPosition(last, leaves)
                : None;
        }
        catch (IOException)
        {
            return None;
        }
    }

    /// <summary>Keeps the position. One that a crash takes back is caught up by sending again.</summary>
    public void Save(string path, string origin)
    {
        string temporary = path + ".new";
        File.WriteAllText(temporary, string.Create(CultureInfo.InvariantCulture, $"{origin}\n{Sequence}\n{Size}\n"), Encoding.UTF8);
        File.Move(temporary, path, overwrite: true);
    }
}
