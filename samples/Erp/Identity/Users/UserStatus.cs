namespace Erp.Identity;

public enum UserStatus
{
    Active,
    Locked,
}
