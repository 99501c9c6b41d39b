using System.Buffers;
using System.Text;

namespace AuditGen.Erp.Tests.Days;

/// <summary>
/// Every sensitive value that a day enters is remembered; none of them may be in any file that the run left, or in anything it logged.
/// </summary>
public sealed class SecretTests
{
    private const int FewestSecrets = 500;

    [Fact]
    public async Task No_secret_is_in_any_file_or_log_line_of_a_day()
    {
        await using RunDay run = await RunDay.StartAsync(events: 4_000, seed: 3);
        await run.StopAsync();
        string[] secrets = [.. run.Day.Vault.Secrets];
        secrets.Length.ShouldBeGreaterThan(FewestSecrets);
        secrets.ShouldAllBe(static secret => secret.All(char.IsAscii) && secret.Length >= 10);
        SearchValues<string> search = SearchValues.Create(secrets, StringComparison.Ordinal);

        string[] files = Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(2);
        foreach (string file in files)
        {
            Found(search, Read(file)).ShouldBe("", file);
        }

        run.Log.Lines.Select(line => Found(search, line)).ShouldAllBe(static found => found.Length == 0);

        // The search is able to find what must not be there.
        string planted = Path.Combine(run.Folder, "planted");
        await File.WriteAllBytesAsync(planted, [0, 255, .. Encoding.UTF8.GetBytes(secrets[^1]), 0], TestContext.Current.CancellationToken);
        Found(search, Read(planted)).ShouldNotBeEmpty();
    }

    /// <summary>One character a byte.</summary>
    private static string Read(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));

    private static string Found(SearchValues<string> search, string content)
    {
        int at = content.AsSpan().IndexOfAny(search);
        return at < 0 ? "" : content.Substring(at, Math.Min(24, content.Length - at));
    }
}
