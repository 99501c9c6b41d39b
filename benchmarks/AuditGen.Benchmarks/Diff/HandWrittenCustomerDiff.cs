using AuditGen.Benchmarks.Diff.Audit;
using AuditGen.States;
using AuditGen.Values;
using static AuditGen.Benchmarks.Diff.HandWritten;

namespace AuditGen.Benchmarks.Diff;

/// <summary>The floor for thirty flat members: what a careful person would write, with the same output.</summary>
internal static class HandWrittenCustomerDiff
{
    public static int Write(CustomerState before, CustomerState after, AuditTextWriter writer)
    {
        var sink = new JsonChangeSink(writer);
        if (before.Id != after.Id)
        {
            Replace<Guid, GuidCodec>(ref sink, "id"u8, before.Id, after.Id);
        }

        Compare(ref sink, "number"u8, before.Number, after.Number);
        Compare(ref sink, "name"u8, before.Name, after.Name);
        Compare(ref sink, "legalName"u8, before.LegalName, after.LegalName);
        Compare(ref sink, "street"u8, before.Street, after.Street);
        Compare(ref sink, "postalCode"u8, before.PostalCode, after.PostalCode);
        Compare(ref sink, "city"u8, before.City, after.City);
        Compare(ref sink, "country"u8, before.Country, after.Country);
        Compare(ref sink, "phone"u8, before.Phone, after.Phone);
        Compare(ref sink, "email"u8, before.Email, after.Email);
        Compare(ref sink, "website"u8, before.Website, after.Website);
        Compare(ref sink, "vatNumber"u8, before.VatNumber, after.VatNumber);
        Compare(ref sink, "currency"u8, before.Currency, after.Currency);
        Compare(ref sink, "language"u8, before.Language, after.Language);
        Compare(ref sink, "segment"u8, before.Segment, after.Segment);
        Compare(ref sink, "creditLimit"u8, before.CreditLimit, after.CreditLimit);
        Compare(ref sink, "balance"u8, before.Balance, after.Balance);
        Compare(ref sink, "discount"u8, before.Discount, after.Discount);
        Compare(ref sink, "revenue"u8, before.Revenue, after.Revenue);
        if (before.PaymentDays != after.PaymentDays)
        {
            Replace<int, NumberCodec<int>>(ref sink, "paymentDays"u8, before.PaymentDays, after.PaymentDays);
        }

        if (before.Employees != after.Employees)
        {
            Replace<int, NumberCodec<int>>(ref sink, "employees"u8, before.Employees, after.Employees);
        }

        if (before.Rating != after.Rating)
        {
            Replace<int, NumberCodec<int>>(ref sink, "rating"u8, before.Rating, after.Rating);
        }

        if (before.Visits != after.Visits)
        {
            Replace<int, NumberCodec<int>>(ref sink, "visits"u8, before.Visits, after.Visits);
        }

        if (before.IsActive != after.IsActive)
        {
            Replace<bool, BooleanCodec>(ref sink, "isActive"u8, before.IsActive, after.IsActive);
        }

        if (before.IsBlocked != after.IsBlocked)
        {
            Replace<bool, BooleanCodec>(ref sink, "isBlocked"u8, before.IsBlocked, after.IsBlocked);
        }

        if (before.IsExport != after.IsExport)
        {
            Replace<bool, BooleanCodec>(ref sink, "isExport"u8, before.IsExport, after.IsExport);
        }

        if (before.Since != after.Since)
        {
            Replace<DateOnly, DateOnlyCodec>(ref sink, "since"u8, before.Since, after.Since);
        }

        if (before.LastOrderOn != after.LastOrderOn)
        {
            Replace<DateOnly, DateOnlyCodec>(ref sink, "lastOrderOn"u8, before.LastOrderOn, after.LastOrderOn);
        }

        if (before.ReviewedOn != after.ReviewedOn)
        {
            Replace<DateOnly, DateOnlyCodec>(ref sink, "reviewedOn"u8, before.ReviewedOn, after.ReviewedOn);
        }

        if (before.Status != after.Status)
        {
            Replace<OrderStatus, EnumCodec<OrderStatus, OrderStatusNames>>(ref sink, "status"u8, before.Status, after.Status);
        }

        return sink.Count;
    }
}
