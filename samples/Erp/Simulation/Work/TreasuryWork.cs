using Erp.Finance;
using Erp.Procurement;
using Erp.Treasury;

namespace Erp.Simulation.Work;

internal static class TreasuryWork
{
    public static async Task BankAsync(Branch branch)
    {
        Id<BankAccount> account = await branch.OpenBankAccountAsync();
        await branch.MistakeAsync(new ChangeSignatories(account, ["Ada Brandt"], "holiday"));
        await branch.DecideAsync(new ChangeSignatories(account, ["Ada Brandt", "Karl Horn", "Zoe Lang"], branch.Why()));
        Id<BankStatement> statement = branch.NewId<BankStatement>();
        StatementLine[] lines =
        [
            new(1, branch.Today, branch.Amount(10, 900), "invoice"),
            new(2, branch.Today, branch.Amount(10, 900) * -1m, "rent"),
        ];
        await branch.DoAsync(new ImportBankStatement(
            statement, account, branch.NextNumber("BS"), branch.Amount(1_000, 9_000), lines, $"{branch.NextNumber("camt")}.xml"));
        Id<Payment> payment = branch.Payments.Count > 0 ? branch.Pick(branch.Payments) : branch.NewId<Payment>();
        await branch.DoAsync(new MatchStatementLine(statement, 1, payment));
        await branch.MistakeAsync(new MatchStatementLine(statement, 1, payment));
        if (branch.Chance(40))
        {
            await branch.DoAsync(new UnmatchStatementLine(statement, 1, branch.Why()));
        }

        if (branch.Chance(30))
        {
            await branch.DecideAsync(new CloseBankAccount(account, branch.Why()));
        }
    }

    public static async Task PaymentBatchAsync(Branch branch)
    {
        Id<BankAccount> account = await branch.OpenBankAccountAsync();
        Id<PaymentBatch> id = await CreateAsync(branch, account);
        await branch.MistakeAsync(new ApprovePaymentBatch(id));
        switch (branch.Random.Next(4))
        {
            case 0:
                await branch.DecideAsync(new RejectPaymentBatch(id, branch.Why()));
                break;
            case 1:
                await branch.DoAsync(new CancelPaymentBatch(id, branch.Why()));
                break;
            default:
                await branch.DecideAsync(new ApprovePaymentBatch(id));
                await branch.DoAsync(new ReleasePaymentBatch(id));
                break;
        }
    }

    private static async Task<Id<PaymentBatch>> CreateAsync(Branch branch, Id<BankAccount> account)
    {
        Id<PaymentBatch> id = branch.NewId<PaymentBatch>();
        Id<Supplier> supplier = await branch.SupplierAsync();
        Transfer[] transfers =
        [
            new(1, supplier, branch.Vault.Iban(branch.Random), branch.Amount(10, 2_000), branch.NextNumber("SUP")),
            new(2, supplier, branch.Vault.Iban(branch.Random), branch.Amount(10, 2_000), branch.NextNumber("SUP")),
        ];
        await branch.DoAsync(new CreatePaymentBatch(id, branch.NextNumber("BATCH"), account, transfers));
        return id;
    }
}
