using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using AuditGen.Erp.Tests.Days;
using AuditGen.Hosting;
using Erp.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Secrets;

/// <summary>
/// A canary goes through every member of the sample that is marked sensitive; none of them may be in any file that the run left,
/// or in anything it logged.
/// </summary>
public sealed class SecretTests
{
    private const int FewestSecrets = 500;
    private const int ShortestDerived = 12;

    /// <summary>Amounts rounded to cents, which look like any other amount of the run: their events are looked at instead.</summary>
    private static readonly string[] s_rounded = ["Payslip.Gross", "Payslip.Net"];

    [Fact]
    public async Task No_canary_of_any_sensitive_member_is_in_any_file_or_log_line_of_a_day()
    {
        var members = new SensitiveMembers();
        await using RunDay run = await RunDay.StartAsync(events: 4_000, seed: 3, observe: members.Observe);
        foreach (object row in RowsOf(run.Services))
        {
            members.Observe(row);
        }

        string[] secrets = [.. run.Day.Vault.Secrets];
        secrets.Length.ShouldBeGreaterThan(FewestSecrets);
        secrets.ShouldAllBe(static secret => secret.All(char.IsAscii) && secret.Length >= 10);
        Dictionary<string, string[]> canaries = SensitiveMembers.All.Except(s_rounded).ToDictionary(static member => member, member => CanariesOf(member, members, [.. secrets]));
        canaries.Where(static each => each.Value.Length == 0).Select(static each => each.Key).ShouldBeEmpty("nothing that can be searched for went through these members");
        var scan = new SecretScan([.. secrets, .. canaries.Values.SelectMany(static each => each)]);

        AuditChange[] amounts = [.. run.Events.Where(static e => e.Resource?.Type == "payroll_run").SelectMany(static e => e.Changes)
            .Where(static change => change.Path.EndsWith("/gross", StringComparison.Ordinal) || change.Path.EndsWith("/net", StringComparison.Ordinal))];
        amounts.ShouldNotBeEmpty();
        amounts.ShouldAllBe(static change => change.New.Kind == AuditValueKind.Masked);

        // Readers with the keys of persons see personal data in clear; what is masked, hashed or left out they do not.
        string[] confidential = [.. canaries.Values.SelectMany(static each => each).Except(members.Personal)];
        confidential.Length.ShouldBeGreaterThan(FewestSecrets / 2);
        var withKeys = new SecretScan(confidential);
        StatesShouldNotTell(run, scan);
        EventsShouldNotTell(run, withKeys);
        LaterYear.Quarantine(run.Services);
        scan.FindInOpenFiles(run.Folder).ShouldBeEmpty();
        await run.StopAsync();
        AuditResource[] resources = [.. run.Events.Select(static e => e.Resource).OfType<AuditResource>().Where(static each => each.Id is not null)
            .DistinctBy(static each => (each.Type, each.Id)).GroupBy(static each => each.Type).SelectMany(static type => type.Take(5))];
        (await ServedAnswers.EachAsync(Path.Combine(run.Folder, "trail"), resources, (address, answer) => withKeys.FindIn(answer).ShouldBeEmpty(address)))
            .ShouldBeGreaterThan(resources.Length);
        await LaterYear.ArchiveAsync(run.Folder);

        string[] files = Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories);
        foreach (string kind in new[] { "journal.db", "ledger.db", "quarantine.db", "store.db", ".archive" })
        {
            files.ShouldContain(file => file.Contains(kind, StringComparison.Ordinal), $"a file of the kind {kind} is among those searched");
        }

        scan.FindInFiles(run.Folder).ShouldBeEmpty();
        run.Log.Lines.Select(line => scan.FindIn(Encoding.UTF8.GetBytes(line))).ShouldAllBe(static found => found.Length == 0);
    }

    [Fact]
    public void The_search_finds_a_secret_in_every_form()
    {
        const string Secret = "Pw!abcdefghij";
        var scan = new SecretScan([Secret]);

        scan.FindIn([0, 255, .. Encoding.UTF8.GetBytes(Secret), 0]).ShouldNotBeEmpty();
        scan.FindIn([0, .. Encoding.Unicode.GetBytes(Secret), 7]).ShouldNotBeEmpty();
        for (int before = 0; before < 3; before++)
        {
            for (int after = 0; after < 3; after++)
            {
                scan.FindIn(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Secret + new string('y', after)))))
                    .ShouldNotBeEmpty($"{before} before, {after} after");
            }
        }

        scan.FindIn("Pw!abcdefghi"u8).ShouldBeEmpty();
    }

    /// <summary>Generated states as a debugger, a log or an error page would show them, of every object of the business.</summary>
    private static void StatesShouldNotTell(RunDay run, SecretScan scan)
    {
        var catalogue = run.Services.GetRequiredService<AuditCatalogue>();
        int states = 0;
        foreach (object row in RowsOf(run.Services))
        {
            if (catalogue.Find(row.GetType()) is { } type)
            {
                scan.FindIn(Encoding.UTF8.GetBytes(type.Capture(row).ToString()!)).ShouldBeEmpty(row.GetType().Name);
                states++;
            }
        }

        states.ShouldBeGreaterThan(FewestSecrets);
    }

    /// <summary>Every event as text, and in its generated form.</summary>
    private static void EventsShouldNotTell(RunDay run, SecretScan scan)
    {
        Dictionary<string, MethodInfo> typed = typeof(Aggregate).Assembly.GetTypes()
            .Where(static type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(AuditTypedEvent<>))
            .ToDictionary(static type => type.Name, static type => type.GetMethod("Read", BindingFlags.Static | BindingFlags.Public)!, StringComparer.Ordinal);
        HashSet<string> read = new(StringComparer.Ordinal);
        foreach (AuditEvent each in run.Events)
        {
            scan.FindIn(Encoding.UTF8.GetBytes($"{each} {string.Join(' ', each.Changes)} {string.Join(' ', each.Data)}")).ShouldBeEmpty(each.Type);
            if (typed.TryGetValue($"{each.Type}Event", out MethodInfo? method))
            {
                object told = method.Invoke(null, [each, null])!;
                string before = $"{told.GetType().GetProperty("Before")?.GetValue(told)} {told.GetType().GetProperty("After")?.GetValue(told)}";
                scan.FindIn(Encoding.UTF8.GetBytes($"{told} {before}")).ShouldBeEmpty(each.Type);
                read.Add(each.Type);
            }
        }

        read.Count.ShouldBeGreaterThan(100, "most types of events were read as what they are");
    }

    /// <summary>
    /// What went through a member and is like nothing else of the run: secrets that were entered or, where the system derives the
    /// member's values from such (a hash, a twelfth of a salary), those values themselves.
    /// </summary>
    private static string[] CanariesOf(string member, SensitiveMembers members, HashSet<string> secrets)
    {
        if (!members.Values.TryGetValue(member, out ConcurrentBag<string>? values))
        {
            return [];
        }

        string[] entered = [.. values.Where(secrets.Contains).Distinct(StringComparer.Ordinal)];
        return entered.Length > 0 ? entered : [.. values.Where(static text => text.Length >= ShortestDerived).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Every object in the business store.</summary>
    private static IEnumerable<object> RowsOf(IServiceProvider services) =>
        from type in typeof(Aggregate).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Aggregate)) && !type.IsAbstract
        let key = type.GetInterfaces().First(static each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IKeyed<>)).GetGenericArguments()[0]
        let table = typeof(Table<,>).MakeGenericType(type, key)
        from object row in (System.Collections.IEnumerable)table.GetProperty("Rows", BindingFlags.Instance | BindingFlags.Public)!.GetValue(services.GetRequiredService(table))!
        select row;
}
