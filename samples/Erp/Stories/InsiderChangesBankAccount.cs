using AuditGen.Reading;
using Erp.Procurement;
using Erp.Simulation;
using Erp.Treasury;

namespace Erp.Stories;

/// <summary>A clerk enters an account of their own for a supplier, has a payment released to it, and puts the old one back.</summary>
internal sealed class InsiderChangesBankAccount : Story
{
    public const string Supplier = "Kranich Pumpenbau Sonderwerk";

    public override string Title => "Insider changes a supplier's bank account";

    public override string Question => $"{Supplier} complains about missing money: who touched the account, and what else did they do?";

    public override IReadOnlyList<string> Actions =>
    [
        "session.login", "supplier.change_bank_account", "payment_batch.create", "payment_batch.release", "supplier.change_bank_account",
        "session.logout",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Manager.LogInAsync(typo: false);
        string account = branch.Vault.Iban(branch.Random);
        Id<Supplier> supplier = branch.NewId<Supplier>();
        Id<BankAccount> from = await branch.OpenBankAccountAsync();
        await branch.DecideAsync(new OnboardSupplier(supplier, Supplier, branch.NewId<MasterData.Partner>(), branch.NewAddress(), account));

        await branch.Clerk.LogInFromAsync("185.220.101.7");
        string own = branch.Vault.Iban(branch.Random);
        await branch.DoAsync(new ChangeSupplierBankAccount(supplier, own));
        Id<PaymentBatch> batch = branch.NewId<PaymentBatch>();
        Transfer transfer = new(1, supplier, own, new Money(4_870.00m, Currency.EUR), "advance");
        await branch.DoAsync(new CreatePaymentBatch(batch, "BATCH-K-17", from, [transfer]));
        await branch.MistakeAsync(new ApprovePaymentBatch(batch));
        await branch.DecideAsync(new ApprovePaymentBatch(batch));
        await branch.DoAsync(new ReleasePaymentBatch(batch));
        await branch.DoAsync(new ChangeSupplierBankAccount(supplier, account));
        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }

    /// <summary>The supplier's name leads to the changes of its account, and they lead to the session with all that happened in it.</summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        AuditQuery touched = new() { Access = access, ResourceTypes = ["supplier"], ChangedPath = "/bankAccount", Text = Supplier };
        IReadOnlyList<AuditEvent> changes = await AllAsync(reader, touched with { Actions = ["supplier.change_bank_account"] }, cancellationToken);
        return await AllAsync(reader, AuditQuery.SessionOf(changes[0].Session!, access), cancellationToken);
    }
}
