using System.Globalization;
using System.Reflection;
using AuditGen.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>
/// The laws of the diff over random type declarations, compiled with the real generator. 30 declarations; 10,000 where
/// the environment variable AUDITGEN_SOAK is set.
/// </summary>
public sealed class RandomTypesTests(ITestOutputHelper output)
{
    private const int Batch = 30;

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
        int count = Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is { Length: > 0 } ? 10_000 : 30;
        for (int first = 0; first < count; first += Batch)
        {
            Declaration[] declarations = [.. Enumerable.Range(first, Batch).Select(static seed => new DeclarationGenerator(seed).Next())];
            if (Failure(declarations) is { } failure)
            {
                output.WriteLine(failure);
                (Declaration smallest, string why) = Shrink(declarations, failure);
                Assert.Fail($"Seed {smallest.Seed}: {why}\n\nThe smallest declaration that fails:\n{smallest.ToSource()}");
            }
        }

        output.WriteLine($"{count} declarations");
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

        if (TestCompilation.Faults(generated) is { Length: > 0 } faults)
        {
            return TestCompilation.Describe(generated, faults);
        }

        Assembly assembly = TestCompilation.Load(generated);
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
