namespace Erp.Identity;

public enum SessionStatus
{
    Active,
    LoggedOut,
    Revoked,
}
