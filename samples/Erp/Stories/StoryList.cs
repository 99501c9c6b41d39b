namespace Erp.Stories;

/// <summary>Every story of the day.</summary>
internal static class StoryList
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new OrderToCash(), new ProcureToPay(), new HireToPayroll(), new LotRecall(), new InsiderChangesBankAccount(), new ForcedUnlock(),
        new AccountTakeover(),
    ];
}
