using AuditGen.Reading;
using Erp.MasterData;
using Erp.Procurement;
using Erp.Simulation;
using Erp.Treasury;

namespace Erp.Stories;

/// <summary>Less comes in than was ordered, the supplier charges everything, the match disputes it, the rest comes, and it is paid.</summary>
internal sealed class ProcureToPay : Story
{
    public const string Order = "PUR-2026-0815";

    public override string Title => "Procure to pay, with a dispute";

    public override string Question => $"Why was the supplier's invoice for {Order} paid although it had been disputed?";

    public override IReadOnlyList<string> Actions =>
    [
        "purchase_order.create", "purchase_order.submit", "purchase_order.approve", "goods_receipt.record", "goods_receipt.record",
        "invoice_match.dispute", "goods_receipt.record", "goods_receipt.record", "invoice_match.accept", "payment_batch.create",
        "payment_batch.approve", "payment_batch.release",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Clerk.LogInAsync(typo: false);
        await branch.Manager.LogInAsync(typo: true);
        Id<BankAccount> from = await branch.OpenBankAccountAsync();
        string account = branch.Vault.Iban(branch.Random);
        Id<Supplier> supplier = branch.NewId<Supplier>();
        await branch.DoAsync(new OnboardSupplier(supplier, branch.NewCompany(), await branch.PartnerAsync(), branch.NewAddress(), account));
        Id<Product> product = await branch.CreateProductAsync();
        branch.Process = Order;
        await BuyAsync(branch, supplier, product);
        await PayAsync(branch, from, new(1, supplier, account, new Money(1_250.00m, Currency.EUR), "SUP-77120"));
        branch.Process = null;
        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }

    /// <summary>The investigator knows the order's number, finds the order, and follows its process.</summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> order = await AllAsync(
            reader, new AuditQuery { Access = access, Actions = ["purchase_order.create"], Text = Order }, cancellationToken);
        return await AllAsync(reader, new AuditQuery { Access = access, Correlations = [order[0].Correlation!] }, cancellationToken);
    }

    private static async Task BuyAsync(Branch branch, Id<Supplier> supplier, Id<Product> product)
    {
        Id<PurchaseOrder> order = branch.NewId<PurchaseOrder>();
        Quantity hundred = new(100, Unit.Piece);
        PurchaseOrderLine line = new(10, product, hundred, new Money(12.50m, Currency.EUR));
        await branch.DoAsync(new CreatePurchaseOrder(order, Order, supplier, branch.NewAddress(), branch.Today.AddDays(7), [line]));
        await branch.DoAsync(new SubmitPurchaseOrder(order));
        await branch.DecideAsync(new ApprovePurchaseOrder(order));
        await branch.DoAsync(new RecordGoodsReceipt(branch.NewId<GoodsReceipt>(), "DN-1", order, [new(10, new Quantity(60, Unit.Piece))]));
        Money charged = line.Amount();
        await branch.DoAsync(new MatchInvoice(branch.NewId<InvoiceMatch>(), "SUP-77120", order, charged));
        await branch.DoAsync(new RecordGoodsReceipt(branch.NewId<GoodsReceipt>(), "DN-2", order, [new(10, new Quantity(40, Unit.Piece))]));
        await branch.DoAsync(new MatchInvoice(branch.NewId<InvoiceMatch>(), "SUP-77120", order, charged));
    }

    private static async Task PayAsync(Branch branch, Id<BankAccount> from, Transfer transfer)
    {
        Id<PaymentBatch> batch = branch.NewId<PaymentBatch>();
        await branch.DoAsync(new CreatePaymentBatch(batch, "BATCH-0815", from, [transfer]));
        await branch.DecideAsync(new ApprovePaymentBatch(batch));
        await branch.DoAsync(new ReleasePaymentBatch(batch));
    }
}
