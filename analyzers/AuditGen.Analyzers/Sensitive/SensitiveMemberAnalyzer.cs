using System.Collections.Immutable;
using AuditGen.Analyzers.Model;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>A member whose name looks like a secret or like personal data says what becomes of its value (AUD2001).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SensitiveRules.Unclassified];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is { } symbols)
            {
                Func<SyntaxTree, AuditSettings> settings = AuditSettings.Reader(start.Options);
                start.RegisterSymbolAction(c => Analyze(c, symbols, settings), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, AuditSymbols symbols, Func<SyntaxTree, AuditSettings> settings)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        IEnumerable<RecordedMember> members = symbols.IsAuditable(type)
            ? RecordedMember.Of(type, symbols).Where(m => m.Symbol.ContainingType.Is(type) || !symbols.IsAuditable(m.Symbol.ContainingType))
            : RecordedFacts(type, symbols);
        foreach (RecordedMember member in members)
        {
            if (member.IsIgnored(symbols) || Classified(member, symbols) || !CanHoldText(member.Type)
                || member.Symbol.FirstSourceLocation() is not { SourceTree: { } tree } location)
            {
                continue;
            }

            AuditSettings words = settings(tree);
            if (NameWords.Find(member.Symbol.Name, words.SecretNames) is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(SensitiveRules.Unclassified, location, Proposals.Write("AuditSensitive(Sensitivity.Omit)"), member.Symbol.Name, "like a secret", "Omit"));
            }
            else if (NameWords.Find(member.Symbol.Name, words.PersonalNames) is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(SensitiveRules.Unclassified, location, Proposals.Write("AuditSensitive(Sensitivity.Mask)"), member.Symbol.Name, "like personal data", "Mask"));
            }
        }
    }

    /// <summary>The members of a command that are recorded: its facts and its reason.</summary>
    private static IEnumerable<RecordedMember> RecordedFacts(INamedTypeSymbol type, AuditSymbols symbols)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IPropertySymbol or IFieldSymbol && !member.IsImplicitlyDeclared && (member.Has(symbols.Data) || member.Has(symbols.Reason)))
            {
                yield return new RecordedMember(member, member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type);
            }
        }
    }

    private static bool Classified(RecordedMember member, AuditSymbols symbols) =>
        member.Symbol.Has(symbols.Sensitive) || member.Symbol.Has(symbols.Personal) || member.Symbol.Has(symbols.Reference) || member.Symbol.Has(symbols.Key)
        || MemberShapes.WithoutNullable(member.Type).OriginalDefinition.Has(symbols.Sensitive);

    /// <summary>A flag or a moment about a secret (<c>HasPassword</c>, <c>PasswordChangedAt</c>) is not the secret.</summary>
    private static bool CanHoldText(ITypeSymbol type)
    {
        ITypeSymbol plain = MemberShapes.WithoutNullable(type);
        return plain.TypeKind != TypeKind.Enum && plain.SpecialType is not SpecialType.System_Boolean
            && !plain.IsNamed("System", "DateTimeOffset") && !plain.IsNamed("System", "TimeSpan")
            && plain.SpecialType is not SpecialType.System_DateTime;
    }
}
