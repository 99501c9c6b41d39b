using AuditGen.Reading;
using Erp.Finance;
using Erp.Inventory;
using Erp.Logistics;
using Erp.MasterData;
using Erp.Sales;
using Erp.Simulation;
using Erp.Treasury;

namespace Erp.Stories;

/// <summary>A deal is won, delivered, invoiced and paid: one business process over six contexts.</summary>
internal sealed class OrderToCash : Story
{
    public const string Process = "order-to-cash-4711";

    public override string Title => "Order to cash";

    public override string Question => $"What became of the order {Process}, from the deal to the money?";

    public override IReadOnlyList<string> Actions =>
    [
        "opportunity.create", "opportunity.win", "stock_item.pick_fifo", "shipment.plan", "shipment.assign_carrier", "shipment.dispatch",
        "shipment.confirm_delivery", "invoice.create", "invoice.submit", "invoice.approve", "invoice.post", "payment.post", "payment.post",
        "bank_statement.import", "bank_statement.match",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Clerk.LogInAsync(typo: false);
        await branch.Manager.LogInAsync(typo: false);
        Id<Partner> customer = await branch.CreatePartnerAsync();
        Id<Product> product = await branch.CreateProductAsync();
        Id<StockItem> stock = branch.NewId<StockItem>();
        StockLayer layer = new(1, branch.Today.AddDays(-5), null, new Quantity(90, Unit.Piece));
        await branch.DoAsync(new CreateStockItem(stock, branch.NextNumber("ST"), product, "A-01-1", [layer]));

        Id<BankAccount> account = await branch.OpenBankAccountAsync();

        branch.Process = Process;
        await SellAsync(branch, customer);
        await DeliverAsync(branch, customer, stock);
        await CollectAsync(branch, customer, account);
        branch.Process = null;
        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }

    public override Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken) =>
        AllAsync(reader, new AuditQuery { Access = access, Correlations = [Process] }, cancellationToken);

    private static async Task SellAsync(Branch branch, Id<Partner> customer)
    {
        Id<Opportunity> deal = branch.NewId<Opportunity>();
        await branch.DoAsync(new CreateOpportunity(deal, "Forty pumps", customer, new Money(19_992.00m, Currency.EUR), branch.Today.AddDays(20)));
        await branch.DoAsync(new WinOpportunity(deal));
    }

    private static async Task DeliverAsync(Branch branch, Id<Partner> customer, Id<StockItem> stock)
    {
        await branch.DoAsync(new PickStock(stock, new Quantity(40, Unit.Piece), PickStrategy.Fifo, "SO-4711"));
        Id<Shipment> shipment = branch.NewId<Shipment>();
        await branch.DoAsync(new PlanShipment(shipment, "SHP-4711", customer, branch.NewAddress(), [new("PCL-4711-1", 180.5m)]));
        await branch.DoAsync(new AssignCarrier(shipment, "Spedition Nord"));
        await branch.DoAsync(new DispatchShipment(shipment));
        await branch.DoAsync(new ConfirmDelivery(shipment, "Horn"));
    }

    private static async Task CollectAsync(Branch branch, Id<Partner> customer, Id<BankAccount> account)
    {
        Id<Invoice> invoice = branch.NewId<Invoice>();
        InvoiceLine line = new(10, "Pump", new Quantity(40, Unit.Piece), new Money(420.00m, Currency.EUR), 0.19m);
        await branch.DoAsync(new CreateInvoice(
            invoice, "INV-4711", customer, branch.NewAddress(), branch.Vault.Iban(branch.Random), [line], "edi"));
        await branch.DoAsync(new SubmitInvoice(invoice));
        await branch.DecideAsync(new ApproveInvoice(invoice));
        await branch.DoAsync(new PostInvoice(invoice, branch.Period, branch.Today, "web"));
        Id<Payment> payment = branch.NewId<Payment>();
        Money total = line.Net() + line.Tax();
        await branch.DoAsync(new PostPayment(payment, "PAY-4711", branch.Vault.Iban(branch.Random), branch.Today, [new(invoice, total)]));
        Id<BankStatement> statement = branch.NewId<BankStatement>();
        await branch.DoAsync(new ImportBankStatement(
            statement, account, "BS-4711", Money.Zero(Currency.EUR), [new(1, branch.Today, total, "INV-4711")], "camt-4711.xml"));
        await branch.DoAsync(new MatchStatementLine(statement, 1, payment));
    }
}
