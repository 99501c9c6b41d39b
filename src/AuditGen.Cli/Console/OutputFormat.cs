using System.CommandLine;

namespace AuditGen.Cli;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}

/// <summary>The option <c>--format</c>, the same at every verb that has it.</summary>
internal static class OutputFormatOption
{
    /// <summary>Creates the option; <c>--json</c> is its short form.</summary>
    public static Option<OutputFormat> Create() => new("--format")
    {
        Description = "text for people, json for programs",
        DefaultValueFactory = static _ => OutputFormat.Text,
    };
}
