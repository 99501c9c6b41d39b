namespace Erp.Inventory;

/// <summary>What quality assurance says of a lot.</summary>
public enum QaStatus
{
    Quarantine,
    Passed,
    Failed,
}
