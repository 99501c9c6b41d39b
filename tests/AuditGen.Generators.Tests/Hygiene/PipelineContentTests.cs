using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Hygiene;

/// <summary>Nothing of the compiler stays in the pipeline, where it would keep whole compilations alive.</summary>
public sealed class PipelineContentTests
{
    [Fact]
    public void No_symbol_syntax_or_compilation_is_reachable_from_any_step()
    {
        TestCompilation.Generate(TestCompilation.Create(Sample.Domain), out GeneratorDriver driver);
        string[] ours = [AuditableGenerator.Steps.Parse, AuditableGenerator.Steps.Link, AuditableGenerator.Steps.Type, AuditableGenerator.Steps.Enum, CatalogueOutput.ParseStep, CatalogueOutput.CatalogueStep];
        int visited = 0;
        foreach ((string name, var steps) in driver.GetRunResult().Results.Single().TrackedSteps.Where(step => ours.Contains(step.Key)))
        {
            foreach (object value in steps.SelectMany(static step => step.Outputs).Select(static output => output.Value))
            {
                visited += Walk(value, name, new HashSet<object>(ReferenceEqualityComparer.Instance));
            }
        }

        visited.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void An_old_compilation_can_be_collected()
    {
        (WeakReference old, GeneratorDriver driver) = RunTwice();
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        old.IsAlive.ShouldBeFalse();
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Old, GeneratorDriver Driver) RunTwice()
    {
        CSharpCompilation first = TestCompilation.Create(Sample.Domain);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new AuditableGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGenerators(first);
        return (new WeakReference(first), driver.RunGenerators(TestCompilation.Create(Sample.Domain + "\n// edited")));
    }

    private static int Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return 0;
        }

        (value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData).ShouldBeFalse($"{path}: {value.GetType()}");
        int count = 1;
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                count += Walk(item, path + "[]", seen);
            }

            return count;
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                count += Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }

        return count;
    }
}
