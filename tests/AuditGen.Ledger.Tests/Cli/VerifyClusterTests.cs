using AuditGen.Ledger.Tests.Cluster;

namespace AuditGen.Ledger.Tests.Cli;

/// <summary><c>auditgen verify --store URL</c>: what Elasticsearch holds, by itself or beside the journal.</summary>
public sealed class VerifyClusterTests
{
    [Fact]
    public async Task A_cluster_is_verified_with_nothing_but_its_address_and_a_key()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 2);

        CommandLine run = await VerifyAsync(log, "--key", log.Log.Signer.Key.ToString());

        run.ExitCode.ShouldBe(0, run.Out + run.Error);
        run.Out.ShouldContain("valid: log erp.example/audit, 200 events covered");
    }

    [Fact]
    public async Task An_edit_in_the_cluster_is_one_line_and_exit_code_1()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 2);
        log.Edit(17, source => source["user"]!["id"] = "u-99");

        CommandLine run = await VerifyAsync(log, "--key", log.Log.Signer.Key.ToString());

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain($"tampered: event 17 ({log.Log.Ids[17]}) in Elasticsearch audit-*-default events 0 to 199: its field user.id is not what its text says");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_proven()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 1);

        CommandLine run = await VerifyAsync(log);

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldContain("no key was given");
    }

    [Fact]
    public async Task Journal_and_cluster_are_verified_together_and_a_checkpoint_that_only_the_cluster_has_is_found()
    {
        await using ClusterLog log = await ClusterLog.CreateAsync(rounds: 3);
        await log.Log.CloseAsync();
        string key = log.Log.Signer.Key.ToString();
        CommandLine both = await CommandLine.RunAsync("verify", log.Log.Folder, "--store", log.Address.ToString(), "--key", key, "--no-memory");
        both.ExitCode.ShouldBe(0, both.Out + both.Error);

        await log.Log.AttackSilentlyAsync("ledger.db", "DELETE FROM checkpoints WHERE sequence = 3");

        CommandLine cut = await CommandLine.RunAsync("verify", log.Log.Folder, "--store", log.Address.ToString(), "--key", key, "--no-memory");
        cut.ExitCode.ShouldBe(1);
        cut.Out.ShouldContain("anchor Elasticsearch auditledger-default: holds a signed checkpoint of 300 events");
    }

    [Fact]
    public async Task A_cluster_without_a_ledger_says_so()
    {
        await using var log = new ClusterLog();

        CommandLine run = await VerifyAsync(log, "--key", log.Log.Signer.Key.ToString());

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("holds no ledger");
    }

    [Fact]
    public async Task Neither_folder_nor_address_is_a_question()
    {
        CommandLine run = await CommandLine.RunAsync("verify");

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain("Say what to verify");
    }

    private static Task<CommandLine> VerifyAsync(ClusterLog log, params string[] more) =>
        CommandLine.RunAsync(["verify", "--store", log.Address.ToString(), "--no-memory", .. more]);
}
