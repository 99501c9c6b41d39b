using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Analyzers.Model;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>Personal data names the member that tells whose it is (AUD2005).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PersonalDataAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SensitiveRules.NobodysData, SensitiveRules.NobodysDataInPart];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is not { Personal: not null } symbols)
            {
                return;
            }

            var ofResources = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            var ofParts = new ConcurrentBag<(ISymbol Member, string Subject)>();
            start.RegisterSymbolAction(c => Analyze(c, symbols, ofResources, ofParts), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportParts(end, ofResources, ofParts));
        });
    }

    private static void Analyze(
        SymbolAnalysisContext context, AuditSymbols symbols, ConcurrentDictionary<string, bool> ofResources, ConcurrentBag<(ISymbol Member, string Subject)> ofParts)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (symbols.ResourceOf(type) is not null)
        {
            RecordedMember[] members = [.. RecordedMember.Of(type, symbols)];
            foreach (RecordedMember member in members.Where(member => IsReadable(member.Symbol, symbols)))
            {
                ofResources.TryAdd(member.Symbol.Name, true);
            }

            foreach ((ISymbol member, string subject) in Named(members.Select(member => member.Symbol), symbols))
            {
                Check(context, symbols, type, member, subject, members.Select(candidate => candidate.Symbol));
            }
        }
        else if (symbols.IsAuditable(type))
        {
            RecordedMember[] members = [.. RecordedMember.Of(type, symbols)];
            foreach ((ISymbol member, string subject) in Named(members.Select(member => member.Symbol), symbols))
            {
                if (members.Any(candidate => candidate.Symbol.Name == subject))
                {
                    Check(context, symbols, type, member, subject, members.Select(candidate => candidate.Symbol));
                }
                else if (member.ContainingType.Is(type))
                {
                    ofParts.Add((member, subject));
                }
            }
        }
        else
        {
            AnalyzeFacts(context, symbols, type);
        }
    }

    /// <summary>A fact stands in no resource, so it has to name the person itself.</summary>
    private static void AnalyzeFacts(SymbolAnalysisContext context, AuditSymbols symbols, INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IPropertySymbol or IFieldSymbol && !member.IsImplicitlyDeclared && member.Has(symbols.Data) && member.Find(symbols.Personal) is { } personal)
            {
                if (personal.NamedString("Subject") is { Length: > 0 } subject)
                {
                    Check(context, symbols, type, member, subject, MembersOf(type));
                }
                else
                {
                    Report(context.ReportDiagnostic, SensitiveRules.NobodysData, member, "a fact of a command belongs to no resource", "name the member of the command that identifies the person: Subject = nameof(…)");
                }
            }
        }
    }

    private static void Check(
        SymbolAnalysisContext context, AuditSymbols symbols, INamedTypeSymbol type, ISymbol member, string subject, IEnumerable<ISymbol> candidates)
    {
        if (!member.ContainingType.Is(type))
        {
            return;
        }

        ISymbol? found = candidates.FirstOrDefault(candidate => candidate.Name == subject);
        string? problem = found is null ? $"'{type.Name}' has no recorded member '{subject}'"
            : !IsReadable(found, symbols) ? $"'{subject}' is ignored, sensitive or personal data itself"
            : found.Is(member) ? "it cannot identify the person itself"
            : null;
        if (problem is not null)
        {
            Report(context.ReportDiagnostic, SensitiveRules.NobodysData, member, problem, "name the member that identifies the person, or leave Subject out where the resource is the person");
        }
    }

    private static void ReportParts(CompilationAnalysisContext context, ConcurrentDictionary<string, bool> ofResources, IEnumerable<(ISymbol Member, string Subject)> ofParts)
    {
        // The resources that hold a part may be in other assemblies: then nothing can be said here.
        foreach ((ISymbol member, string subject) in ofParts.Where(part => !ofResources.IsEmpty && !ofResources.ContainsKey(part.Subject)))
        {
            Report(
                context.ReportDiagnostic,
                SensitiveRules.NobodysDataInPart,
                member,
                $"neither '{member.ContainingType.Name}' nor any resource has a recorded member '{subject}'",
                "name the member that identifies the person, or leave Subject out where the resource is the person");
        }
    }

    private static IEnumerable<(ISymbol Member, string Subject)> Named(IEnumerable<ISymbol> members, AuditSymbols symbols)
    {
        foreach (ISymbol member in members)
        {
            if (member.Find(symbols.Personal)?.NamedString("Subject") is { Length: > 0 } subject)
            {
                yield return (member, subject);
            }
        }
    }

    private static bool IsReadable(ISymbol member, AuditSymbols symbols) =>
        !member.Has(symbols.Ignore) && !member.Has(symbols.Sensitive) && !member.Has(symbols.Personal);

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol))
            {
                yield return member;
            }
        }
    }

    private static void Report(Action<Diagnostic> report, DiagnosticDescriptor rule, ISymbol member, string problem, string advice) =>
        report(Diagnostic.Create(rule, member.FirstSourceLocation(), member.Name, problem, advice));
}
