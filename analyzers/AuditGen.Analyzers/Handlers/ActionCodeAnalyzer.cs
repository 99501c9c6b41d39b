using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Handlers;

/// <summary>Action codes: their pattern (AUD1005), their meaning (AUD1006, AUD1007), their resource (AUD1008), noise (AUD1020).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActionCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        HandlerRules.BadActionCode, HandlerRules.ClashingCode, HandlerRules.CodeOfOtherResource, HandlerRules.ResourceNotAuditable,
        HandlerRules.NoisyEvent,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (AuditSymbols.TryCreate(start.Compilation) is not { } symbols)
            {
                return;
            }

            var meanings = new ConcurrentBag<ActionMeaning>();
            Func<SyntaxTree, AuditSettings> settings = AuditSettings.Reader(start.Options);
            start.RegisterSymbolAction(c => Analyze(c, symbols, settings, meanings), SymbolKind.NamedType, SymbolKind.Method);
            start.RegisterCompilationEndAction(end => ReportClashes(end, meanings, symbols));
        });
    }

    private static void Analyze(SymbolAnalysisContext context, AuditSymbols symbols, Func<SyntaxTree, AuditSettings> settings, ConcurrentBag<ActionMeaning> meanings)
    {
        foreach (AuditedDeclaration declaration in symbols.AuditedOn(context.Symbol))
        {
            Location? location = declaration.LocationOf(0, context.CancellationToken);
            if (location?.SourceTree is null)
            {
                continue;
            }

            (string Context, string ResourceType)? resource = symbols.ResourceOf(declaration.Resource);
            string type = resource?.ResourceType ?? StoredNames.ToWord(declaration.Resource?.Name ?? "resource");
            if (resource is null && declaration.Resource is { TypeKind: not TypeKind.Error })
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    HandlerRules.ResourceNotAuditable,
                    declaration.LocationOf(2, context.CancellationToken),
                    declaration.Resource.ShortName(),
                    declaration.Action,
                    type));
            }

            CheckCode(context, declaration.Action, location, type, resource is not null, settings(location.SourceTree));
            if (resource is { } known)
            {
                meanings.Add(new ActionMeaning(declaration.Action, known.Context, known.ResourceType, declaration.Category, context.Symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), location));
            }

            if (declaration.OnFailure is { } onFailure && declaration.LocationOf("OnFailure", context.CancellationToken) is { } failureLocation)
            {
                CheckCode(context, onFailure, failureLocation, type, knowsResource: false, settings(location.SourceTree));
            }
        }
    }

    private static void CheckCode(SymbolAnalysisContext context, string code, Location location, string type, bool knowsResource, AuditSettings settings)
    {
        if (!StoredNames.IsActionCode(code))
        {
            string problem = code.Length == 0 ? "is empty"
                : code.IndexOf('.') < 0 ? "has no dot between resource and verb"
                : "is not made of lower-case letters, digits and underscores on both sides of a dot";
            string write = StoredNames.ToActionCode(code, type);
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.BadActionCode, location, Proposals.Write(write), code, problem, write));
            return;
        }

        int dot = code.IndexOf('.');
        string part = code.Substring(0, dot);
        if (knowsResource && part != type)
        {
            string write = type + code.Substring(dot);
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.CodeOfOtherResource, location, Proposals.Write(write), code, part, type, write));
        }

        string? noise = code.Split('.', '_').FirstOrDefault(word => settings.NoiseNames.Contains(word, StringComparer.Ordinal));
        if (noise is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.NoisyEvent, location, code, noise));
        }
    }

    private static void ReportClashes(CompilationAnalysisContext context, IEnumerable<ActionMeaning> own, AuditSymbols symbols)
    {
        // What references declare counts first, then the source in the order of files: reports stay the same from run to run.
        ActionMeaning[] ordered =
        [
            .. Referenced(symbols),
            .. own.OrderBy(m => m.Location!.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(m => m.Location!.SourceSpan.Start),
        ];
        var first = new Dictionary<string, ActionMeaning>(StringComparer.Ordinal);
        bool isRoot = context.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
        foreach (ActionMeaning meaning in ordered)
        {
            if (!first.TryGetValue(meaning.Action, out ActionMeaning? earlier))
            {
                first.Add(meaning.Action, meaning);
            }
            else if (!earlier.Agrees(meaning) && (meaning.Location is not null || isRoot))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    HandlerRules.ClashingCode,
                    meaning.Location ?? Location.None,
                    meaning.Action,
                    meaning.Text,
                    earlier.Text,
                    earlier.Where));
            }
        }
    }

    private static IEnumerable<ActionMeaning> Referenced(AuditSymbols symbols)
    {
        string own = symbols.Auditable.ContainingAssembly.Name;
        IEnumerable<IAssemblySymbol> assemblies = symbols.Compilation.SourceModule.ReferencedAssemblySymbols
            .Where(a => a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == own)))
            .OrderBy(a => a.Name, StringComparer.Ordinal);
        foreach (IAssemblySymbol assembly in assemblies)
        {
            foreach (AttributeData attribute in assembly.GetAttributes())
            {
                if (attribute.Is(symbols.CatalogueEntry) && attribute.ConstructorArguments.Length == 4)
                {
                    yield return new ActionMeaning(
                        attribute.StringArgument(2) ?? string.Empty,
                        attribute.StringArgument(0) ?? string.Empty,
                        attribute.StringArgument(1) ?? string.Empty,
                        attribute.ConstructorArguments[3].EnumName(),
                        assembly.Name,
                        Location: null);
                }
            }
        }
    }
}
