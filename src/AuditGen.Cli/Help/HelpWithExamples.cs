using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AuditGen.Cli.Help;

/// <summary>The usual help of a verb, with examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Program = "auditgen";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = WriteUsual(parseResult);
        if (VerbExamples.Of(PathOf(parseResult.CommandResult.Command)) is { Length: > 0 } examples)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {Program} {example}");
            }

            output.WriteLine();
        }

        return result;
    }

    /// <summary>The usual help, in which the program is called what people type, whatever file the process was started from.</summary>
    private int WriteUsual(ParseResult parseResult)
    {
        InvocationConfiguration invocation = parseResult.InvocationConfiguration;
        TextWriter output = invocation.Output;
        using var text = new StringWriter();
        invocation.Output = text;
        try
        {
            return usual.Invoke(parseResult);
        }
        finally
        {
            invocation.Output = output;
            output.Write(text.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {Program} ", StringComparison.Ordinal));
        }
    }

    /// <summary>The verb as it is typed, without the program's name; empty for the program itself.</summary>
    public static string PathOf(Command command)
    {
        string path = "";
        for (Symbol? at = command; at is Command one and not RootCommand; at = at.Parents.FirstOrDefault())
        {
            path = path.Length == 0 ? one.Name : $"{one.Name} {path}";
        }

        return path;
    }
}
