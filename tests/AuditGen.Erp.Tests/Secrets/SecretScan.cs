using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>Finds secrets in bytes: as UTF-8, as UTF-16, and inside base64 at any alignment.</summary>
internal sealed class SecretScan
{
    private const int ShortestPattern = 8;
    private readonly SearchValues<string> _patterns;

    public SecretScan(IEnumerable<string> secrets)
    {
        Patterns = [.. secrets.SelectMany(PatternsOf).Distinct(StringComparer.Ordinal)];
        _patterns = SearchValues.Create(Patterns, StringComparison.Ordinal);
    }

    /// <summary>What is searched for, one character a byte.</summary>
    public string[] Patterns { get; }

    /// <summary>The forms of a secret, one character a byte.</summary>
    public static IEnumerable<string> PatternsOf(string secret)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(secret);
        yield return Encoding.Latin1.GetString(utf8);
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret));
        for (int shift = 0; shift < 3; shift++)
        {
            // Characters that also encode the bytes around the secret are left out.
            int first = ((shift * 8) + 5) / 6;
            int last = (shift + utf8.Length) * 8 / 6;
            string text = Convert.ToBase64String([.. new byte[shift], .. utf8])[first..last];
            if (text.Length >= ShortestPattern)
            {
                yield return text;
            }
        }
    }

    /// <summary>What is found first, with a little of what is around it; nothing where nothing is.</summary>
    public string FindIn(ReadOnlySpan<byte> bytes)
    {
        string content = Encoding.Latin1.GetString(bytes);
        int at = content.AsSpan().IndexOfAny(_patterns);
        return at < 0 ? "" : content.Substring(Math.Max(0, at - 60), Math.Min(90, content.Length - Math.Max(0, at - 60)));
    }

    /// <summary>What is found in the files of a folder.</summary>
    public Dictionary<string, string> FindInFiles(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => (File: file, Found: FindIn(File.ReadAllBytes(file))))
        .Where(static each => each.Found.Length > 0)
        .ToDictionary(static each => each.File, static each => each.Found);

    /// <summary>
    /// What is found in the files that this process holds open, those included that have no name any more, where the system
    /// shows them.
    /// </summary>
    public Dictionary<string, string> FindInOpenFiles(string folder)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!OperatingSystem.IsLinux())
        {
            return found;
        }

        foreach (string descriptor in Directory.GetFiles("/proc/self/fd"))
        {
            string target = TargetOf(descriptor);
            if (target.StartsWith(folder, StringComparison.Ordinal) || target.Contains("etilqs_", StringComparison.Ordinal))
            {
                if (FindIn(ReadElsewhere(descriptor)) is { Length: > 0 } text)
                {
                    found[target] = text;
                }
            }
        }

        return found;
    }

    private static string TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (FileNotFoundException)
        {
            // Closed since the descriptors were listed.
            return "";
        }
    }

    /// <summary>
    /// Reads a descriptor of this process in another one: closing a file here would drop the locks that SQLite holds on it.
    /// </summary>
    private static byte[] ReadElsewhere(string descriptor)
    {
        string path = descriptor.Replace("self", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var cat = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var copy = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(copy);
        cat.WaitForExit();
        return copy.ToArray();
    }
}
