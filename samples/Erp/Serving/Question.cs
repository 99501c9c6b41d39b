using System.Collections.Immutable;
using Erp.Stories;

namespace Erp.Serving;

/// <summary>Something to try on the page.</summary>
/// <param name="Ask">What an investigator wants to know.</param>
/// <param name="Words">What to search for first.</param>
/// <param name="Clicks">The clicks that answer it.</param>
internal sealed record Question(string Ask, string Words, ImmutableArray<string> Clicks)
{
    /// <summary>The view that the first step leads to.</summary>
    public string View => $"#/search?q={Uri.EscapeDataString(Words)}";

    public static ImmutableArray<Question> All { get; } =
    [
        new(
            $"Money for {InsiderChangesBankAccount.Supplier} never arrived. Who changed the supplier's bank account, from where, and what else did they do?",
            InsiderChangesBankAccount.Supplier,
            [
                "click a row \"Supplier · change bank account\": who and when; before and after are masked; \"From\" is no address of the company",
                "click \"Whole session\": the log-in from there, a payment batch made and released, the account put back minutes later",
            ]),
        new(
            $"Where did the bad lot {LotRecall.Lot} go, and what was done about it?",
            LotRecall.Lot,
            [
                "click the lot in the column \"Record\": its history, and its state at any moment",
                "click \"Everything that mentions it\": the inspections, the production order that consumed it, the nonconformity",
            ]),
        new(
            $"Treasury reports an odd export by {AccountTakeover.UserName}. Was it really them?",
            AccountTakeover.UserName,
            [
                "read from the bottom: four failed log-ins, the lock, an unlock and a new password by the help desk",
                "click \"Session · login\" and \"Session · login failed\": \"From\" is the same address",
                "click \"Whole session\" of the log-in: a new second factor, then the export",
            ]),
    ];
}
