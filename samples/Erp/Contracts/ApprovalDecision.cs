namespace Erp.Contracts;

public enum ApprovalDecision
{
    Pending,
    Approved,
    Rejected,
}
