namespace AuditGen.Cli.Rendering;

/// <summary>How a piece of text looks on a terminal with colours. Nothing is ever said by colour alone.</summary>
internal enum Ink
{
    Plain,
    Strong,
    Faint,
    Red,
    Green,
    Yellow,
    Cyan,
}
