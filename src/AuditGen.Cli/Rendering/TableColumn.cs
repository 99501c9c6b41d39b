namespace AuditGen.Cli.Rendering;

/// <summary>One column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Least">How narrow it may become before it is left out or the table overflows.</param>
/// <param name="LeftOut">Where the screen is too narrow, columns with a higher number are left out first; 0 for never.</param>
/// <param name="Folds">Whether long texts go on in further lines instead of being cut.</param>
/// <param name="IsNumber">Whether it stands flush right.</param>
internal sealed record TableColumn(string Header, int Least = 8, int LeftOut = 0, bool Folds = false, bool IsNumber = false);
