using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>
/// The laws of the diff over random type declarations, compiled with the real generator. 300 declarations; 10,000 where
/// the environment variable AUDITGEN_SOAK is set, or those of the seeds that it names: <c>AUDITGEN_SOAK=2000-3000</c>.
/// </summary>
public sealed class RandomTypesTests(ITestOutputHelper output)
{
    private const int Batch = 50;

    private const string Usings = """
        #pragma warning disable
        global using System;
        global using System.Collections.Frozen;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Numerics;
        global using System.Text.Json;
        global using AuditGen;
        global using AuditGen.Generators.Tests.Laws;
        """;

    [Fact]
    public void The_laws_hold_for_random_types()
    {
        (int start, int end) = Seeds(Environment.GetEnvironmentVariable("AUDITGEN_SOAK"));
        for (int first = start; first < end; first += Batch)
        {
            Declaration[] declarations = [.. Enumerable.Range(first, Math.Min(Batch, end - first)).Select(static seed => new DeclarationGenerator(seed).Next())];
            if (Failure(declarations) is { } failure)
            {
                output.WriteLine(failure);
                (Declaration smallest, string why) = Shrink(declarations, failure);
                Assert.Fail($"Seed {smallest.Seed}: {why}\n\nThe smallest declaration that fails:\n{smallest.ToSource()}");
            }
        }

        output.WriteLine($"{end - start} declarations");
    }

    private static (int Start, int End) Seeds(string? soak)
    {
        if (string.IsNullOrEmpty(soak))
        {
            return (0, 300);
        }

        string[] ends = soak.Split('-');
        return ends.Length == 2 && int.TryParse(ends[0], CultureInfo.InvariantCulture, out int start) && int.TryParse(ends[1], CultureInfo.InvariantCulture, out int end)
            ? (start, end)
            : (0, 10_000);
    }

    /// <summary>What goes wrong with any of the declarations, compiled together.</summary>
    private static string? Failure(IReadOnlyList<Declaration> declarations)
    {
        Compilation compilation = TestCompilation.Named("Random", [Usings, .. declarations.Select(static declaration => declaration.ToSource())]);
        Compilation generated;
        try
        {
            generated = TestCompilation.Generate(compilation, out _);
        }
        catch (ShouldAssertException exception)
        {
            return exception.Message;
        }

        // Emitting binds everything once and says what there is to say.
        if (!TestCompilation.TryLoad(generated, out Assembly? assembly, out ImmutableArray<Diagnostic> faults))
        {
            return TestCompilation.Describe(generated, faults);
        }

        foreach (Declaration declaration in declarations)
        {
            MethodInfo run = assembly.GetType(declaration.Namespace + ".Entry", throwOnError: true)!.GetMethod("Run")!;
            try
            {
                if (run.Invoke(null, [declaration.Seed]) is string violation)
                {
                    return $"[{declaration.Seed.ToString(CultureInfo.InvariantCulture)}] {violation}";
                }
            }
            catch (TargetInvocationException exception)
            {
                return $"[{declaration.Seed.ToString(CultureInfo.InvariantCulture)}] {exception.InnerException}";
            }
        }

        return null;
    }

    /// <summary>Finds one failing declaration and takes members and types away as long as it fails.</summary>
    private static (Declaration Smallest, string Why) Shrink(Declaration[] declarations, string failure)
    {
        Declaration? failing = null;
        foreach (Declaration candidate in declarations)
        {
            if (Failure([candidate]) is { } why)
            {
                failing = candidate;
                failure = why;
                break;
            }
        }

        if (failing is null)
        {
            return (declarations[0], "Only together: " + failure);
        }

        // Each attempt compiles; a declaration that is small enough after these is readable.
        int attempts = 120;
        bool isSmaller = true;
        while (isSmaller && attempts > 0)
        {
            isSmaller = false;
            foreach (Declaration candidate in Smaller(failing))
            {
                // The same failure: taking something away can make others, such as a type that is missing.
                if (attempts-- > 0 && Failure([candidate]) is { } why && Headline(why) == Headline(failure))
                {
                    failing = candidate;
                    failure = why;
                    isSmaller = true;
                    break;
                }
            }
        }

        return (failing, failure);
    }

    /// <summary>What went wrong, without where: the law, or the compiler's number.</summary>
    private static string Headline(string failure)
    {
        int error = failure.IndexOf("error CS", StringComparison.Ordinal);
        return error >= 0 ? failure.Substring(error, 12) : failure.Split(':', '\n')[0];
    }

    private static IEnumerable<Declaration> Smaller(Declaration declaration)
    {
        foreach (TypeDeclaration type in declaration.Types)
        {
            if (type.Name != "Root")
            {
                yield return declaration with { Types = [.. declaration.Types.Where(other => other != type)] };
            }

            foreach (MemberDeclaration member in type.Members.Where(_ => type.Name != "Root" || type.Members.Count > 1))
            {
                TypeDeclaration smaller = type with { Members = [.. type.Members.Where(other => other != member)] };
                yield return declaration with { Types = [.. declaration.Types.Select(other => other == type ? smaller : other)] };
            }
        }
    }
}
