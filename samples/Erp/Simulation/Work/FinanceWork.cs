using Erp.Finance;
using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class FinanceWork
{
    /// <summary>An invoice from draft to payment, with the detours that invoices take.</summary>
    public static async Task InvoiceAsync(Branch branch)
    {
        Id<Invoice> id = await DraftAsync(branch);
        if (branch.Chance(40))
        {
            await branch.DoAsync(new UpdateDraftInvoice(id, branch.NewAddress(), branch.Today.AddDays(14), Lines(branch)));
        }

        if (branch.Chance(15))
        {
            await branch.DoAsync(new MarkInvoiceForDeletion(id, branch.Why()));
            await branch.MistakeAsync(new SubmitInvoice(id));
            await branch.DoAsync(new UnmarkInvoiceForDeletion(id));
        }

        if (branch.Chance(10))
        {
            await branch.MistakeAsync(new PostInvoice(id, branch.Period, branch.Today, "web"));
        }

        await branch.DoAsync(new SubmitInvoice(id));
        if (branch.Chance(15))
        {
            await branch.DecideAsync(new RejectInvoice(id, branch.Why()));
            await branch.DoAsync(new UpdateDraftInvoice(id, branch.NewAddress(), branch.Today.AddDays(30), Lines(branch)));
            await branch.DoAsync(new SubmitInvoice(id));
        }

        await branch.DecideAsync(new ApproveInvoice(id));
        await branch.DoAsync(new PostInvoice(id, branch.Period, branch.Today, branch.Pick("web", "mobile", "edi")));
        if (branch.Chance(15))
        {
            await branch.DoAsync(new UnpostInvoice(id, branch.Why()));
            await branch.DoAsync(new RepostInvoice(id, branch.Period, branch.Today));
        }

        if (branch.Chance(20))
        {
            await branch.DoAsync(new IssueCreditNote(
                branch.NewId<CreditNote>(), branch.NextNumber("CN"), id, new Money(1.00m, Currency.EUR), branch.Why()));
        }
    }

    /// <summary>Two invoices paid at once; sometimes one of them was paid already, and nothing is posted.</summary>
    public static async Task PaymentAsync(Branch branch)
    {
        PaymentAllocation first = await PostedAsync(branch);
        PaymentAllocation second = await PostedAsync(branch);
        Id<Payment> id = branch.NewId<Payment>();
        PostPayment payment = new(id, branch.NextNumber("PAY"), branch.Vault.Iban(branch.Random), branch.Today, [first, second]);
        await branch.DoAsync(payment);
        branch.Payments.Add(id);
        if (branch.Chance(50))
        {
            await branch.MistakeAsync(payment with { Id = branch.NewId<Payment>() });
        }

        if (branch.Chance(30))
        {
            await branch.DoAsync(new ReversePayment(id, branch.Why()));
        }
    }

    public static async Task JournalAsync(Branch branch)
    {
        Id<Account> debit = await BranchThings.CreateAccountAsync(branch);
        Id<Account> credit = await branch.AccountAsync();
        Money amount = branch.Amount(10, 9_000);
        Id<JournalEntry> id = branch.NewId<JournalEntry>();
        PostJournalEntry entry = new(
            id,
            branch.NextNumber("JE"),
            branch.Period,
            branch.Today,
            [new(1, debit, amount, "debit"), new(2, credit, amount * -1m, "credit")]);
        if (branch.Chance(20))
        {
            JournalLine[] lopsided = [entry.Lines[0], entry.Lines[1] with { Amount = amount * -0.5m }];
            await branch.MistakeAsync(entry with { Lines = lopsided });
        }

        if (branch.Chance(20))
        {
            await branch.Clerk.HangUpAsync(entry);
        }

        await branch.DoAsync(entry);
        if (branch.Chance(40))
        {
            await branch.DoAsync(new ReverseJournalEntry(id, branch.NewId<JournalEntry>(), branch.Today, branch.Why()));
        }
    }

    public static async Task AccountsAsync(Branch branch)
    {
        Id<Account> id = await BranchThings.CreateAccountAsync(branch);
        await branch.DoAsync(new UpdateAccount(id, $"{branch.Pick<string>(Names.Companies)} clearing", AccountKind.Asset));
        Money difference = branch.Amount(1, 100);
        await branch.DecideAsync(new AdjustAccountBalance(id, difference, branch.Why()));
        await branch.MistakeAsync(new SetAccountActive(id, Active: false));
        await branch.DecideAsync(new AdjustAccountBalance(id, difference * -1m, "correction"));
        await branch.DoAsync(new SetAccountActive(id, Active: false));
        if (branch.Chance(30))
        {
            await branch.DoAsync(new SetAccountActive(id, Active: true));
        }
    }

    /// <summary>Last month is closed, opened once more for a late posting, and closed for good; last year with it.</summary>
    public static async Task CloseBooksAsync(Branch branch)
    {
        DateOnly lastMonth = branch.Today.AddMonths(-1);
        PeriodKey month = new(branch.Company, lastMonth.Year, lastMonth.Month);
        if (!branch.Once("close-books"))
        {
            await branch.MistakeAsync(new CloseMonth(month));
            return;
        }

        await branch.DecideAsync(new CloseMonth(month));
        await branch.DecideAsync(new ReopenMonth(month, "late invoice"));
        await branch.DecideAsync(new CloseMonth(month));
        PeriodKey december = new(branch.Company, branch.Today.Year - 1, 12);
        await branch.MistakeAsync(new CloseFiscalYear(december.Company, december.Year));
        await branch.DecideAsync(new CloseMonth(december));
        await branch.DecideAsync(new CloseFiscalYear(december.Company, december.Year));
    }

    /// <summary>The clerk enters an invoice under a number that is taken, and approves above their limit.</summary>
    public static async Task HastyClerkAsync(Branch branch)
    {
        Id<Invoice> id = await DraftAsync(branch);
        string taken = branch.NextNumber("INV");
        Id<Partner> customer = await branch.PartnerAsync();
        CreateInvoice large = new(
            branch.NewId<Invoice>(), taken, customer, branch.NewAddress(), branch.Vault.Iban(branch.Random), [Line(1, 40, 900.00m)], "web");
        await branch.DoAsync(large);
        await branch.Clerk.ClashAsync(large with { Id = branch.NewId<Invoice>() });
        await branch.DoAsync(new SubmitInvoice(large.Id));
        await branch.ForbiddenAsync(new ApproveInvoice(large.Id));
        await branch.MistakeAsync(new RejectInvoice(id, branch.Why()));
    }

    internal static async Task<Id<Invoice>> DraftAsync(Branch branch)
    {
        Id<Partner> customer = await branch.PartnerAsync();
        Id<Invoice> id = branch.NewId<Invoice>();
        await branch.DoAsync(new CreateInvoice(
            id, branch.NextNumber("INV"), customer, branch.NewAddress(), branch.Vault.Iban(branch.Random), Lines(branch), branch.Pick("web", "edi")));
        return id;
    }

    private static async Task<PaymentAllocation> PostedAsync(Branch branch)
    {
        Id<Partner> customer = await branch.PartnerAsync();
        Id<Invoice> id = branch.NewId<Invoice>();
        int pieces = branch.Random.Next(1, 9);
        InvoiceLine line = Line(1, pieces, branch.Amount(10, 400).Amount);
        await branch.DoAsync(new CreateInvoice(
            id, branch.NextNumber("INV"), customer, branch.NewAddress(), branch.Vault.Iban(branch.Random), [line], "web"));
        await branch.DoAsync(new SubmitInvoice(id));
        await branch.DecideAsync(new ApproveInvoice(id));
        await branch.DoAsync(new PostInvoice(id, branch.Period, branch.Today, "web"));
        return new(id, line.Net() + line.Tax());
    }

    private static InvoiceLine[] Lines(Branch branch) =>
        [.. Enumerable.Range(1, branch.Random.Next(1, 5)).Select(i => Line(i * 10, branch.Random.Next(1, 9), branch.Amount(5, 300).Amount))];

    private static InvoiceLine Line(int number, int pieces, decimal price) => new(
        number, $"Position {number}", new Quantity(pieces, Unit.Piece), new Money(price, Currency.EUR), 0.19m);
}
