using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Flow;

/// <summary>
/// Whether a method changes the instance it is called on, told from its syntax: it assigns a member, changes a collection
/// that a member holds, or calls such a method of its own type.
/// </summary>
internal static class Mutators
{
    private static readonly HashSet<string> CollectionMutators = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "Enqueue", "Dequeue", "Push", "Pop",
        "TryAdd", "UnionWith", "ExceptWith", "IntersectWith", "SymmetricExceptWith", "Sort", "Reverse", "TryRemove", "AddFirst", "AddLast",
    };

    public static bool Changes(IMethodSymbol method, CancellationToken cancellationToken) =>
        Changes(method.OriginalDefinition, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), cancellationToken);

    private static bool Changes(IMethodSymbol method, HashSet<IMethodSymbol> seen, CancellationToken cancellationToken)
    {
        if (method.IsStatic || method.IsReadOnly || !seen.Add(method))
        {
            return false;
        }

        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            // Of what cannot be read, a method that returns nothing is called for what it does.
            return method.ReturnsVoid && method.ContainingType.SpecialType == SpecialType.None;
        }

        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration && Changes(declaration, method.ContainingType, seen, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Changes(MethodDeclarationSyntax declaration, INamedTypeSymbol type, HashSet<IMethodSymbol> seen, CancellationToken cancellationToken)
    {
        HashSet<string> locals = [.. Locals(declaration)];
        foreach (SyntaxNode node in declaration.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left is TupleExpressionSyntax tuple
                    ? tuple.Arguments.Any(a => IsOwnMember(a.Expression, type, locals))
                    : IsOwnMember(assignment.Left, type, locals) && assignment.Parent is not InitializerExpressionSyntax:
                    return true;
                case PostfixUnaryExpressionSyntax postfix when postfix.Kind() is not SyntaxKind.SuppressNullableWarningExpression && IsOwnMember(postfix.Operand, type, locals):
                    return true;
                case PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression && IsOwnMember(prefix.Operand, type, locals):
                    return true;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } when CollectionMutators.Contains(member.Name.Identifier.ValueText) && IsOwnMember(member.Expression, type, locals):
                    return true;
                case InvocationExpressionSyntax call when OwnMethod(call) is { } name
                    && Methods(type, name).Any(m => Changes(m.OriginalDefinition, seen, cancellationToken)):
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Locals(MethodDeclarationSyntax declaration)
    {
        foreach (SyntaxNode node in declaration.DescendantNodes())
        {
            switch (node)
            {
                case ParameterSyntax parameter:
                    yield return parameter.Identifier.ValueText;
                    break;
                case VariableDeclaratorSyntax variable:
                    yield return variable.Identifier.ValueText;
                    break;
                case SingleVariableDesignationSyntax designation:
                    yield return designation.Identifier.ValueText;
                    break;
                case ForEachStatementSyntax loop:
                    yield return loop.Identifier.ValueText;
                    break;
            }
        }
    }

    private static bool IsOwnMember(ExpressionSyntax expression, INamedTypeSymbol type, HashSet<string> locals)
    {
        switch (expression)
        {
            case IdentifierNameSyntax name:
                return !locals.Contains(name.Identifier.ValueText) && HasMember(type, name.Identifier.ValueText);
            case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax }:
                return true;
            case MemberAccessExpressionSyntax member:
                return IsOwnMember(member.Expression, type, locals);
            case ElementAccessExpressionSyntax element:
                return IsOwnMember(element.Expression, type, locals);
            case PostfixUnaryExpressionSyntax suppressed:
                return IsOwnMember(suppressed.Operand, type, locals);
            default:
                return false;
        }
    }

    private static bool HasMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Any(m => m is IFieldSymbol or IPropertySymbol && !m.IsStatic))
            {
                return true;
            }
        }

        return false;
    }

    private static string? OwnMethod(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } member => member.Name.Identifier.ValueText,
        _ => null,
    };

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (IMethodSymbol method in current.GetMembers(name).OfType<IMethodSymbol>())
            {
                yield return method;
            }
        }
    }
}
