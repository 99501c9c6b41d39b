using System.Text;

namespace AuditGen.Cli.Tests.Support;

/// <summary>One command line, run inside the test's process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error, byte[] Bytes)
{
    /// <summary>Runs it as if into a pipe.</summary>
    public static Task<CliRun> RunAsync(params string[] arguments) => RunAsync(new CliSurroundings(), arguments);

    /// <summary>Runs it in surroundings of the test's choice.</summary>
    public static async Task<CliRun> RunAsync(CliSurroundings surroundings, params string[] arguments)
    {
        using var bytes = new MemoryStream();
        await using var output = new StreamWriter(bytes, new UTF8Encoding(false));
        await using var error = new StringWriter();
        var host = new CliHost(output, error, static () => new MemoryStream(), surroundings.Time)
        {
            OutBytes = bytes,
            OutScreen = surroundings.Screen,
            ErrorScreen = surroundings.ErrorScreen,
            Variable = name => surroundings.Variables.GetValueOrDefault(name),
        };
        int code = await AuditGenCommandLine.RunAsync(arguments, host, surroundings.Stop);
        await output.FlushAsync(CancellationToken.None);
        byte[] written = bytes.ToArray();
        return new CliRun(code, Encoding.UTF8.GetString(written), error.ToString(), written);
    }

    /// <summary>The lines of the output, without the last line's end.</summary>
    public string[] Lines => Out.Length == 0 ? [] : Out.TrimEnd('\n').Split('\n');

    /// <summary>The run, when it went well.</summary>
    public CliRun Succeeded()
    {
        ExitCode.ShouldBe(0, Error);
        return this;
    }

    /// <summary>The run, when it was refused with a sentence and no output.</summary>
    public CliRun Refused(params string[] words)
    {
        ExitCode.ShouldBe(2, Out + Error);
        Out.ShouldBeEmpty();
        Error.ShouldNotContain("   at ");
        foreach (string word in words)
        {
            Error.ShouldContain(word);
        }

        return this;
    }
}
