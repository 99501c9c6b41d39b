using Erp.MasterData;
using Erp.Procurement;

namespace Erp.Simulation.Work;

internal static class ProcurementWork
{
    /// <summary>An order, its receipt and the three-way match of its invoice.</summary>
    public static async Task OrderAsync(Branch branch)
    {
        PurchaseOrderLine[] lines = [.. await LinesAsync(branch)];
        Id<PurchaseOrder> id = await CreateAsync(branch, lines);
        await branch.MistakeAsync(Receipt(branch, id, lines));
        await branch.DoAsync(new SubmitPurchaseOrder(id));
        if (branch.Chance(25))
        {
            await branch.DecideAsync(new RejectPurchaseOrder(id, branch.Why()));
            await branch.DoAsync(new AmendPurchaseOrder(id, branch.Today.AddDays(21), lines, "as discussed"));
            await branch.DoAsync(new SubmitPurchaseOrder(id));
        }

        await branch.DecideAsync(new ApprovePurchaseOrder(id));
        RecordGoodsReceipt receipt = Receipt(branch, id, lines);
        if (branch.Chance(15))
        {
            await branch.Clerk.HangUpAsync(receipt);
        }

        await branch.DoAsync(receipt);
        if (branch.Chance(25))
        {
            await branch.DoAsync(new ReverseGoodsReceipt(receipt.Id, "counted twice"));
            await branch.DoAsync(Receipt(branch, id, lines));
        }

        Money total = lines.Aggregate(Money.Zero(Currency.EUR), static (sum, line) => sum + line.Amount());
        await branch.DoAsync(new MatchInvoice(
            branch.NewId<InvoiceMatch>(), branch.NextNumber("SUP"), id, branch.Chance(70) ? total : total * 1.15m));
    }

    public static async Task CancelledOrderAsync(Branch branch)
    {
        Id<PurchaseOrder> id = await CreateAsync(branch, await LinesAsync(branch));
        await branch.DoAsync(new SubmitPurchaseOrder(id));
        await branch.DoAsync(new CancelPurchaseOrder(id, branch.Why()));
        await branch.MistakeAsync(new CancelPurchaseOrder(id, branch.Why()));
    }

    public static async Task SupplierAsync(Branch branch)
    {
        Id<Supplier> id = await BranchThings.CreateSupplierAsync(branch);
        await branch.DoAsync(new EvaluateSupplier(id, branch.Random.Next(20, 100)));
        await branch.MistakeAsync(new ChangeSupplierBankAccount(id, "DE00 0000 0000 0000 0000 00"));
        await branch.DoAsync(new ChangeSupplierBankAccount(id, branch.Vault.Iban(branch.Random), "letter of the supplier"));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new BlockSupplier(id, branch.Why()));
            await branch.MistakeAsync(new ChangeSupplierBankAccount(id, branch.Vault.Iban(branch.Random)));
        }
    }

    private static async Task<Id<PurchaseOrder>> CreateAsync(Branch branch, PurchaseOrderLine[] lines)
    {
        Id<Supplier> supplier = await branch.SupplierAsync();
        Id<PurchaseOrder> id = branch.NewId<PurchaseOrder>();
        await branch.DoAsync(new CreatePurchaseOrder(
            id, branch.NextNumber("PUR"), supplier, branch.NewAddress(), branch.Today.AddDays(10), lines));
        return id;
    }

    private static async Task<PurchaseOrderLine[]> LinesAsync(Branch branch)
    {
        var lines = new PurchaseOrderLine[branch.Random.Next(1, 4)];
        for (int i = 0; i < lines.Length; i++)
        {
            Id<Product> product = await branch.ProductAsync();
            lines[i] = new((i + 1) * 10, product, branch.Pieces(1, 50), branch.Amount(2, 90));
        }

        return lines;
    }

    private static RecordGoodsReceipt Receipt(Branch branch, Id<PurchaseOrder> order, PurchaseOrderLine[] lines) => new(
        branch.NewId<GoodsReceipt>(),
        branch.NextNumber("DN"),
        order,
        [.. lines.Select(static line => new GoodsReceiptLine(line.Number, line.Ordered))]);
}
