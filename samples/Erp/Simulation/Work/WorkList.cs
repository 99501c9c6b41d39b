namespace Erp.Simulation.Work;

/// <summary>Everything that is done in a branch.</summary>
internal static class WorkList
{
    public static IReadOnlyList<Func<Branch, Task>> All { get; } =
    [
        FinanceWork.InvoiceAsync, FinanceWork.PaymentAsync, FinanceWork.JournalAsync, FinanceWork.AccountsAsync,
        FinanceWork.CloseBooksAsync, FinanceWork.HastyClerkAsync,
        IdentityWork.NewUserAsync, IdentityWork.ForgottenPasswordAsync, IdentityWork.ApiKeyAsync, IdentityWork.RevokedSessionAsync,
        InventoryWork.StockAsync, InventoryWork.LotsAsync, InventoryWork.ZonesAsync,
        SalesWork.LeadAsync, SalesWork.TargetsAsync,
        ContractWork.ContractAsync, ContractWork.AbandonedDraftAsync,
        ProductionWork.OrderAsync, ProductionWork.CancelledOrderAsync,
        ProcurementWork.OrderAsync, ProcurementWork.CancelledOrderAsync, ProcurementWork.SupplierAsync,
        PersonnelWork.CareerAsync, PersonnelWork.LeaveAsync, PersonnelWork.PayrollAsync,
        LogisticsWork.ShipmentAsync, LogisticsWork.CancelledShipmentAsync, LogisticsWork.FreightRatesAsync, LogisticsWork.CustomsAsync,
        QualityWork.GoodLotAsync, QualityWork.BadLotAsync,
        AssetWork.AssetAsync,
        MaintenanceWork.MachineAsync,
        ProjectWork.ProjectAsync,
        TreasuryWork.BankAsync, TreasuryWork.PaymentBatchAsync,
        MasterDataWork.ProductAsync, MasterDataWork.PartnerAsync, MasterDataWork.TaxCodeAsync,
        PlatformWork.SettingsAsync, PlatformWork.WorkflowAsync, PlatformWork.DocumentAsync, PlatformWork.DataAsync, PlatformWork.JobAsync,
    ];
}
