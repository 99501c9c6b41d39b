namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>A small domain in source form, for the tests of the generator itself.</summary>
internal static class Sample
{
    public const string Domain = """
        using System;
        using System.Collections.Generic;
        using AuditGen;

        namespace Shop
        {
            public enum OrderStatus { Open, Paid }

            public readonly record struct Money(decimal Amount, string Currency);

            [Auditable]
            public sealed class OrderLine
            {
                [AuditKey] public int Number { get; init; }
                public decimal Quantity { get; set; }
                public Money Price { get; set; }
            }

            [Auditable("sales", "order")]
            public class Order
            {
                [AuditKey] public Guid Id { get; init; }
                [AuditName] public string Code { get; set; } = "";
                public OrderStatus Status { get; set; }
                [AuditSensitive(Sensitivity.Mask)] public string? Card { get; set; }
                public List<OrderLine> Lines { get; } = [];
            }

            [Audited("order.pay", AuditCategory.Post, typeof(Order))]
            public sealed class PayOrder;
        }
        """;

    public const string Unrelated = """
        namespace Shop
        {
            internal static class Unrelated
            {
                public static int Answer() => 42;
            }
        }
        """;
}
