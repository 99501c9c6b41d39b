global using Audit;

internal partial class Stage
{
    private static readonly Invoice invoice = new() { Number = "" };
    private static readonly DateOnly today = default;
}
