using System.Diagnostics;
using AuditGen.Ledger.Tests.Cli;

namespace AuditGen.Ledger.Tests.Verifier;

/// <summary>A verifier that shares nothing with this code but docs/ledger.md.</summary>
public sealed class PythonVerifierTests
{
    [Fact]
    public async Task A_verifier_in_python_and_openssl_agrees_on_proofs()
    {
        SkipWithoutTools();
        await using TestLog log = await new TestLog().RunAsync(rounds: 5, eventsEach: 61);
        await log.CloseAsync();
        string proof = log.File("proof.json");
        string vkey = log.Signer.Key.ToString();
        foreach (int index in (int[])[0, 150, 304])
        {
            (await CommandLine.RunAsync("prove", log.Ids[index].ToString(), "--trail", log.Folder, "--out", proof)).ExitCode.ShouldBe(0);
            (await RunAsync("proof", proof, vkey)).ShouldBe((0, ""));
        }

        string text = await File.ReadAllTextAsync(proof, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(proof, text.Replace("\\\"note\\\"", "\\\"nota\\\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (int code, string error) = await RunAsync("proof", proof, vkey);
        code.ShouldBe(1);
        error.ShouldContain("the event is not in the tree");
        (await CommandLine.RunAsync("consistency", "61", "305", "--trail", log.Folder, "--out", proof)).ExitCode.ShouldBe(0);
        (await RunAsync("proof", proof, vkey)).ShouldBe((0, ""));
        using EcdsaLedgerSigner other = EcdsaLedgerSigner.Generate("erp.example/audit");
        (await RunAsync("proof", proof, other.Key.ToString())).Error.ShouldContain("no signature by the given key");
    }

    [Fact]
    public async Task A_verifier_in_python_and_openssl_agrees_on_whole_journals()
    {
        SkipWithoutTools();
        await using TestLog log = await new TestLog().RunAsync(rounds: 5, eventsEach: 61);
        log.Append(3);
        await log.CloseAsync();
        (await RunAsync("journal", log.Folder, log.Signer.Key.ToString())).ShouldBe((0, ""));
        await log.AttackSilentlyAsync("segment-0000000000000122.db", "UPDATE events SET text = CAST(text || ' ' AS BLOB) WHERE idx = 130");
        (int code, string error) = await RunAsync("journal", log.Folder, log.Signer.Key.ToString());
        code.ShouldBe(1);
        error.ShouldContain("event 130 was edited");
    }

    private static void SkipWithoutTools()
    {
        foreach (string tool in (string[])["python3", "openssl"])
        {
            bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
            Assert.SkipUnless(isThere, $"{tool} is not installed: the independent verifier cannot run.");
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Verifier", "verify_ledger.py"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await error).Trim());
    }
}
