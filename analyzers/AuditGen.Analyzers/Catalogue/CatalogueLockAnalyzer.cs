using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Analyzers.Handlers;
using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Analyzers.Catalogue;

/// <summary>Compares the catalogue with <c>audit-catalogue.lock</c>, where a project has one (AUD1021, AUD1022).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CatalogueLockAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the text which the lock should have.</summary>
    private const string NewText = "lock";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [HandlerRules.CatalogueBreak, HandlerRules.CatalogueNotLocked];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            AdditionalText? file = start.Options.AdditionalFiles.FirstOrDefault(f => NameOf(f.Path) == CatalogueLock.FileName);
            if (file is null || AuditSymbols.TryCreate(start.Compilation) is not { } symbols)
            {
                return;
            }

            var actions = new ConcurrentBag<ActionMeaning>();
            var auditable = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(c => Collect(c.Symbol, symbols, actions, auditable), SymbolKind.NamedType, SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Compare(end, file, CompiledCatalogue.Of(symbols, actions, auditable)));
        });
    }

    private static void Collect(ISymbol symbol, AuditSymbols symbols, ConcurrentBag<ActionMeaning> actions, ConcurrentBag<INamedTypeSymbol> auditable)
    {
        if (symbol is INamedTypeSymbol type && symbols.IsAuditable(type))
        {
            auditable.Add(type);
        }

        foreach (AuditedDeclaration declaration in symbols.AuditedOn(symbol))
        {
            if (symbols.ResourceOf(declaration.Resource) is { } resource)
            {
                actions.Add(new ActionMeaning(declaration.Action, resource.Context, resource.ResourceType, declaration.Category, string.Empty, Location: null));
            }
        }
    }

    private static void Compare(CompilationAnalysisContext context, AdditionalText file, CompiledCatalogue catalogue)
    {
        if (file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var locked = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<string>();
        var breaks = new List<(TextLine Line, string Problem, string Former)>();
        foreach (TextLine line in text.Lines)
        {
            if (CatalogueLock.Read(line.ToString()) is not { } words)
            {
                continue;
            }

            locked.Add(string.Join(" ", words));
            if (BreakOf(words, catalogue) is { } problem)
            {
                breaks.Add((line, problem.Text, problem.Former));
            }
            else if (words[0] == "member" && !catalogue.KnowsMembers)
            {
                kept.Add(string.Join(" ", words));
            }
        }

        ImmutableDictionary<string, string?> properties = Proposals.None.Add(NewText, CatalogueLock.Write(catalogue.Lines.Concat(kept)));
        foreach ((TextLine line, string problem, string former) in breaks)
        {
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.CatalogueBreak, LocationOf(file, text, line.Span), properties, problem, former));
        }

        string[] missing = [.. catalogue.Lines.Where(l => !locked.Contains(l)).OrderBy(l => l, StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            string what = missing.Length == 1 ? $"'{missing[0]}'" : $"'{missing[0]}', with {missing.Length - 1} more,";
            context.ReportDiagnostic(Diagnostic.Create(HandlerRules.CatalogueNotLocked, LocationOf(file, text, new TextSpan(0, 0)), properties, what));
        }
    }

    private static (string Text, string Former)? BreakOf(string[] words, CompiledCatalogue catalogue)
    {
        if (words[0] == "member")
        {
            bool isGone = catalogue.KnowsMembers && !catalogue.Lines.Contains(string.Join(" ", words));
            if (!isGone || catalogue.IsRenamed(words[1], words[2], words[3]))
            {
                return null;
            }

            return catalogue.HasType(words[1], words[2])
                ? ($"Member '{words[3]}' of {words[1]}/{words[2]} is not recorded any more", words[3].Split('/').Last())
                : ($"Resource type '{words[2]}' of context '{words[1]}' is gone, and with it member '{words[3]}'", words[2]);
        }

        if (!catalogue.Actions.TryGetValue(words[3], out ActionMeaning? now))
        {
            return catalogue.Renamed(words[3]) is null ? ($"Action '{words[3]}' was removed or renamed", words[3]) : null;
        }

        string? changed = now.Context != words[1] ? $"context from '{words[1]}' to '{now.Context}'"
            : now.ResourceType != words[2] ? $"resource type from '{words[2]}' to '{now.ResourceType}'"
            : !string.Equals(now.Category, words[4], StringComparison.OrdinalIgnoreCase) ? $"category from '{words[4]}' to '{now.Category.ToLowerInvariant()}'"
            : null;
        return changed is null ? null : ($"Action '{words[3]}' changed its {changed}", words[3]);
    }

    private static Location LocationOf(AdditionalText file, SourceText text, TextSpan span) =>
        Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
