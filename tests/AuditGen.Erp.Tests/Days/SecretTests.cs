using System.Buffers;
using System.Text;

namespace AuditGen.Erp.Tests.Days;

/// <summary>Every sensitive value that a day enters is remembered; none of them may be in any file or log line of the run.</summary>
public sealed class SecretTests(DayFixture fixture) : IClassFixture<DayFixture>
{
    private const int FewestSecrets = 1_000;

    [Fact]
    public void No_secret_is_in_any_file_of_the_run()
    {
        SearchValues<string> secrets = Secrets();
        string[] files = Directory.GetFiles(fixture.Day.Folder, "*", SearchOption.AllDirectories);

        files.ShouldNotBeEmpty();
        foreach (string file in files)
        {
            string content = ReadWhileOpen(file);
            int at = content.AsSpan().IndexOfAny(secrets);
            at.ShouldBe(-1, at < 0 ? "" : $"{file}: …{content.AsSpan(at, Math.Min(20, content.Length - at))}…");
        }
    }

    [Fact]
    public void No_secret_is_in_any_log_line() =>
        fixture.Day.Log.Lines.Where(line => line.AsSpan().IndexOfAny(Secrets()) >= 0).ShouldBeEmpty();

    [Fact]
    public void The_search_would_find_a_secret_that_was_there()
    {
        string file = Path.Combine(fixture.Day.Folder, "planted.bin");
        File.WriteAllBytes(file, [0, 255, .. Encoding.UTF8.GetBytes(fixture.Day.Day.Vault.Secrets.First()), 1]);
        try
        {
            ReadWhileOpen(file).AsSpan().IndexOfAny(Secrets()).ShouldBe(2);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private SearchValues<string> Secrets()
    {
        string[] secrets = [.. fixture.Day.Day.Vault.Secrets];
        secrets.Length.ShouldBeGreaterThan(FewestSecrets);
        return SearchValues.Create(secrets, StringComparison.Ordinal);
    }

    /// <summary>One character a byte; every secret is ASCII.</summary>
    private static string ReadWhileOpen(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
