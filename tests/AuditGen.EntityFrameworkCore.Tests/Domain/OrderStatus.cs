namespace AuditGen.EntityFrameworkCore.Tests.Domain;

public enum OrderStatus
{
    Draft,
    Placed,
    Shipped,
}
