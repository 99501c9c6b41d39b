namespace AuditGen.Cli.Tests.Support;

/// <summary>What a command line finds around it.</summary>
internal sealed record CliSurroundings
{
    /// <summary>A terminal with colours.</summary>
    public static Screen Terminal(int width = 160) => new(IsTerminal: true, width, HasColour: true);

    public TimeProvider Time { get; init; } = new FixedTime();

    public Screen Screen { get; init; } = Screen.None;

    public Screen ErrorScreen { get; init; } = Screen.None;

    public Dictionary<string, string> Variables { get; init; } = [];

    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;
}
