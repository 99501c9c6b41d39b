namespace Erp.Contracts;

public enum ContractStatus
{
    Draft,
    InApproval,
    Approved,
    Rejected,
    Active,
    Suspended,
    Terminated,
}
