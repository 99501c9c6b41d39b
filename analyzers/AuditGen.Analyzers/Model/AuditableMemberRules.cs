using AuditGen.Analyzers.Rules;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Model;

/// <summary>The rules about the members of one auditable type.</summary>
internal sealed class AuditableMemberRules(AuditSymbols symbols)
{
    private readonly MemberShapes _shapes = new(symbols);
    private readonly CycleFinder _cycles = new(symbols);

    public void Check(SymbolAnalysisContext context, INamedTypeSymbol type, bool isResource)
    {
        List<RecordedMember> members = [.. RecordedMember.Of(type, symbols)];
        if (isResource)
        {
            CheckKey(context, type, members);
        }

        CheckOnlyOne(context, type, members, symbols.Name, "AuditName");
        CheckOnlyOne(context, type, members, symbols.Version, "AuditVersion");
        CheckPaths(context, type, members);
        foreach (RecordedMember member in members)
        {
            if (IsCheckedHere(member, type) && !CheckAnnotations(context, member) && !member.IsIgnored(symbols))
            {
                CheckShape(context, type, member);
            }
        }
    }

    /// <summary>An inherited member is checked where it is declared, unless its type is not auditable and so never looked at.</summary>
    private bool IsCheckedHere(RecordedMember member, INamedTypeSymbol type) =>
        member.Symbol.ContainingType.Is(type)
        || (!symbols.IsAuditable(member.Symbol.ContainingType) && member.Symbol.FirstSourceLocation() is not null);

    private void CheckKey(SymbolAnalysisContext context, INamedTypeSymbol type, List<RecordedMember> members)
    {
        if (members.Any(m => m.Symbol.Has(symbols.Key)) || type.TypeKind == TypeKind.Interface)
        {
            return;
        }

        RecordedMember? candidate = members.FirstOrDefault(m => m.Symbol.Name == "Id")
            ?? members.FirstOrDefault(m => m.Symbol.Name == type.Name + "Id");
        string hint = candidate is null ? string.Empty : $", such as '{candidate.Symbol.Name}'";
        context.ReportDiagnostic(Diagnostic.Create(
            ModelRules.MissingKey,
            type.FirstSourceLocation(),
            candidate is null ? Proposals.None : Proposals.Member(candidate.Symbol.Name),
            type.Name,
            symbols.ResourceOf(type)?.ResourceType,
            hint));
    }

    private static void CheckOnlyOne(SymbolAnalysisContext context, INamedTypeSymbol type, List<RecordedMember> members, INamedTypeSymbol? attribute, string name)
    {
        RecordedMember[] marked = [.. members.Where(m => m.Symbol.Has(attribute))];
        foreach (RecordedMember extra in marked.Skip(1).Where(m => m.Symbol.ContainingType.Is(type)))
        {
            Contradict(context, extra.Symbol, $"[{name}] is also on '{marked[0].Symbol.Name}'", "keep one of them");
        }
    }

    private void CheckPaths(SymbolAnalysisContext context, INamedTypeSymbol type, List<RecordedMember> members)
    {
        var taken = new Dictionary<string, RecordedMember>(StringComparer.Ordinal);
        foreach (RecordedMember member in members.Where(m => !m.IsIgnored(symbols)))
        {
            string path = PathOf(member.Symbol);
            if (!taken.TryGetValue(path, out RecordedMember? first))
            {
                taken.Add(path, member);
            }
            else if (member.Symbol.FirstSourceLocation() is { } location)
            {
                Location at = member.Symbol.ContainingType.Is(type) ? location : first.Symbol.FirstSourceLocation() ?? location;
                context.ReportDiagnostic(Diagnostic.Create(ModelRules.SamePath, at, first.Symbol.Name, member.Symbol.Name, path));
            }
        }
    }

    /// <summary>The name that the member chose; that of the interface's member for an explicit implementation.</summary>
    private string PathOf(ISymbol member) =>
        member.Find(symbols.Member)?.NamedString("Name") is { Length: > 0 } chosen
            ? chosen
            : StoredNames.ToMember(member.Name.Substring(member.Name.LastIndexOf('.') + 1));

    /// <summary>Returns whether something was reported.</summary>
    private bool CheckAnnotations(SymbolAnalysisContext context, RecordedMember member)
    {
        ISymbol symbol = member.Symbol;
        bool isKey = symbol.Has(symbols.Key);
        AttributeData? ignore = symbol.Find(symbols.Ignore);
        AttributeData? sensitive = symbol.Find(symbols.Sensitive);
        bool isPersonal = symbol.Has(symbols.Personal);
        if (ignore is not null)
        {
            string reason = ignore.StringArgument(0) ?? string.Empty;
            bool hasReason = WrittenReason.Says(reason);
            context.ReportDiagnostic(hasReason
                ? Diagnostic.Create(ModelRules.IgnoredMember, ignore.LocationOf(symbol, context.CancellationToken), symbol.Name, reason)
                : Diagnostic.Create(ModelRules.IgnoreWithoutReason, ignore.LocationOf(symbol, context.CancellationToken), symbol.Name));
        }

        string? problem = null;
        string? advice = null;
        if (ignore is not null && isKey)
        {
            (problem, advice) = ("a key cannot be ignored, because events name their resource by it", "remove [AuditIgnore]");
        }
        else if (sensitive is not null && isKey)
        {
            (problem, advice) = ("a key cannot be sensitive, because events name their resource by it", "use another key, such as a Guid");
        }
        else if (isPersonal && isKey)
        {
            (problem, advice) = ("a key cannot be personal data, because events name their resource by it", "use another key, such as a Guid");
        }
        else if (isPersonal && symbol.Has(symbols.Version))
        {
            (problem, advice) = ("a version cannot be personal data, because events are ordered by it", "remove [AuditPersonalData]");
        }
        else if (isPersonal && sensitive is not null)
        {
            (problem, advice) = ("a sensitive value is never stored, so there is nothing to encrypt and to erase", "remove [AuditSensitive] or [AuditPersonalData]");
        }
        else if (sensitive is not null && symbol.Has(symbols.Name))
        {
            (problem, advice) = ("a name cannot be sensitive, because events show it in clear", "remove [AuditName]");
        }
        else if (ignore is not null && (sensitive is not null || isPersonal || symbol.Has(symbols.Name) || symbol.Has(symbols.Version) || symbol.Has(symbols.Reference)))
        {
            (problem, advice) = ("an ignored member is not recorded, so its other annotations say nothing", "remove [AuditIgnore] or the others");
        }
        else if (symbol.Has(symbols.Ordered) && _shapes.Of(member.Type) is { IsCollection: false, Problem: null })
        {
            (problem, advice) = ("[AuditOrdered] is about collections", "remove it");
        }
        else if (symbol.Has(symbols.Reference) && ReferenceProblem(member) is { } reference)
        {
            (problem, advice) = (reference, "remove [AuditReference], or mark the referenced type with [Auditable(\"context\", \"type\")] and its key with [AuditKey]");
        }
        else if (isKey && !IsKeyType(member.Type))
        {
            (problem, advice) = ($"'{member.Type.ShortName()}' cannot identify anything", "use a Guid, a number, a string, an enum, a date, or a value object of one member");
        }

        if (problem is not null)
        {
            Contradict(context, symbol, problem, advice!);
            return true;
        }

        if (isKey && CanBeSetFromOutside(symbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.MutableKey, symbol.FirstSourceLocation(), symbol.Name));
        }

        return false;
    }

    private string? ReferenceProblem(RecordedMember member)
    {
        ITypeSymbol target = _shapes.Of(member.Type).Element;
        if (target.TypeKind == TypeKind.Error || target is ITypeParameterSymbol)
        {
            return null;
        }

        return !symbols.IsAuditable(target) && target.SpecialType == SpecialType.None && target.FirstSourceLocation() is not null
                && !target.IsValueType && !target.IsRecord
            ? $"'{target.ShortName()}' is not auditable, so it has no key to record"
            : null;
    }

    private bool IsKeyType(ITypeSymbol type)
    {
        MemberShape shape = _shapes.Of(type);
        return shape is { IsCollection: false, IsDictionary: false, Problem: null }
            && type is not IArrayTypeSymbol
            && !symbols.IsAuditable(shape.Element);
    }

    private void CheckShape(SymbolAnalysisContext context, INamedTypeSymbol type, RecordedMember member)
    {
        bool isReference = member.Symbol.Has(symbols.Reference);
        MemberShape shape = _shapes.Of(member.Type, isReference);
        Location? location = member.Symbol.FirstSourceLocation();
        if (shape.Problem is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.UnsupportedMember, location, member.Symbol.Name, problem, shape.Advice));
            return;
        }

        if (isReference || !symbols.IsAuditable(shape.Element))
        {
            return;
        }

        var element = (INamedTypeSymbol)shape.Element;
        if (_cycles.PathBack(type, element) is { } path)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                ModelRules.Cycle,
                location,
                member.Symbol.Name,
                $"{type.Name}.{member.Symbol.Name} → {path}",
                type.Name));
        }
        else if (shape.IsCollection && element.TypeKind != TypeKind.Interface && !element.IsValueType && !element.IsRecord
            && !RecordedMember.Of(element, symbols).Any(m => m.Symbol.Has(symbols.Key)))
        {
            context.ReportDiagnostic(Diagnostic.Create(ModelRules.UnkeyedCollection, location, member.Symbol.Name, element.Name));
        }
    }

    private static bool CanBeSetFromOutside(ISymbol symbol) => symbol switch
    {
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } => setter.DeclaredAccessibility is not Accessibility.Private,
        IFieldSymbol field => !field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private,
        _ => false,
    };

    private static void Contradict(SymbolAnalysisContext context, ISymbol symbol, string problem, string advice) =>
        context.ReportDiagnostic(Diagnostic.Create(ModelRules.ContradictingAnnotations, symbol.FirstSourceLocation(), symbol.Name, problem, advice));
}
