using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Tests.Snapshots;

/// <summary>
/// Generated code is a product: what is generated for representative types lies beside this test, to be read and reviewed. Where
/// a change is meant, run the tests with the environment variable AUDITGEN_ACCEPT set, and review the difference of the files.
/// </summary>
public sealed class SnapshotTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading.Tasks; using AuditGen;\nnamespace Shop;\n";

    public static TheoryData<string, string> Shapes => new()
    {
        {
            "Resource",
            """
            public enum OrderStatus { Open, Paid }
            public readonly record struct Money(decimal Amount, string Currency);
            [Auditable]
            public sealed class OrderLine { [AuditKey] public int Number { get; init; } public decimal Quantity { get; set; } public Money Price { get; set; } }
            [Auditable("sales", "order"), AuditFormerly("purchase")]
            public sealed class Order
            {
                [AuditKey] public Guid Id { get; init; }
                [AuditName] public string Code { get; set; } = "";
                [AuditVersion] public int Version { get; private set; }
                [AuditFormerly("state")] public OrderStatus Status { get; private set; }
                [AuditSensitive(Sensitivity.Mask)] public string? Card { get; set; }
                [AuditSensitive(Sensitivity.Hash)] public string? Iban { get; set; }
                [AuditMember] private DateOnly? _dueOn;
                public List<OrderLine> Lines { get; } = [];
                public void Due(DateOnly on) => _dueOn = on;
            }
            """
        },
        {
            "Hierarchy",
            """
            [Auditable] public abstract class Payment { public decimal Amount { get; set; } }
            [Auditable] public sealed class CardPayment : Payment { public string? Network { get; set; } }
            [Auditable] public sealed class CashPayment : Payment { public string? Till { get; set; } }
            [Auditable("sales", "receipt")]
            public class Receipt { [AuditKey] public int Number { get; init; } public Payment? Payment { get; set; } [AuditReference] public Receipt? Replaces { get; set; } }
            """
        },
        {
            "Collections",
            """
            [Auditable] public sealed class Stop { [AuditKey] public string City { get; init; } = ""; [AuditKey] public int Dock { get; init; } public TimeSpan Stay { get; set; } }
            [Auditable("logistics", "route")]
            public sealed record Route([property: AuditKey] Guid Id, [property: AuditOrdered] IReadOnlyList<Stop> Stops)
            {
                public HashSet<string> Tags { get; init; } = [];
                [AuditOrdered] public string?[] Notes { get; init; } = [];
                public decimal[,] Distances { get; init; } = new decimal[0, 0];
                public Dictionary<string, Stop> Depots { get; init; } = [];
                public IReadOnlyDictionary<DayOfWeek, int[]> Timetable { get; init; } = new Dictionary<DayOfWeek, int[]>();
                public Page<int> Page { get; init; } = new();
            }
            [Auditable] public sealed class Page<T> where T : notnull { [AuditMember] private readonly List<T> _items = []; public int Count => _items.Count; }
            """
        },
        {
            "Handler",
            """
            [Auditable("sales", "order")] public sealed class Order { [AuditKey] public Guid Id { get; init; } public bool IsPaid { get; set; } }
            public sealed record Pay(Guid Id, [property: AuditReason] string? Why, [property: AuditData] int Copies);
            public interface IHandler<in T> { Task HandleAsync(T command); }
            [Audited("order.pay", AuditCategory.Post, typeof(Order), OnFailure = "order.pay_failed")]
            public sealed class PayHandler : IHandler<Pay> { public Task HandleAsync(Pay command) => Task.CompletedTask; }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_generated_is_what_was_reviewed(string shape, string source)
    {
        Compilation output = TestCompilation.Generate(TestCompilation.Create(Usings + source), out GeneratorDriver driver);
        TestCompilation.Faults(output).ShouldBeEmpty(TestCompilation.Describe(output, TestCompilation.Faults(output)));
        string actual = string.Concat(TestCompilation.Sources(driver)
            .OrderBy(static file => file.Key, StringComparer.Ordinal)
            .Select(static file => $"// ==== {file.Key}\n{file.Value}\n"));

        string path = Path.Combine(Folder(), shape + ".txt");
        if (Environment.GetEnvironmentVariable("AUDITGEN_ACCEPT") is { Length: > 0 })
        {
            File.WriteAllText(path, actual);
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing; run with AUDITGEN_ACCEPT=1 and review it.");
        actual.ShouldBe(File.ReadAllText(path), $"Set AUDITGEN_ACCEPT=1 to accept what is generated for {shape}.");
    }

    /// <summary>The folder of the sources, found from that of the build: paths that the compiler tells may be mapped in CI.</summary>
    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AuditGen.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, "tests", "AuditGen.Generators.Tests", "Snapshots");
    }
}
