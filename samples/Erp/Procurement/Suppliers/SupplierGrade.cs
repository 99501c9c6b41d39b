namespace Erp.Procurement;

public enum SupplierGrade
{
    Unrated,
    A,
    B,
    C,
}
