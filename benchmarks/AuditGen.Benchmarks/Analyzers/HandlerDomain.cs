using System.Globalization;
using AuditGen.Benchmarks.Generators;
using AuditGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Benchmarks.Analyzers;

/// <summary>
/// A domain of many command handlers, a file each, with a resource to every ten of them: handlers that track, branch, call
/// helpers, catch, create in loops, and one in ten that is exempt. What the generator makes of them is part of it.
/// </summary>
internal static class HandlerDomain
{
    private const int HandlersPerResource = 10;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);

    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static Compilation Make(int handlers)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Handlers",
            [
                Parse(Shared, "Shared.cs"),
                .. Enumerable.Range(0, (handlers + HandlersPerResource - 1) / HandlersPerResource).Select(static i => Parse(Resource(i), $"Thing{i}.cs")),
                .. Enumerable.Range(0, handlers).Select(static i => Parse(Handler(i), $"Handler{i}.cs")),
            ],
            GeneratedDomain.References("AuditGen.Abstractions", "AuditGen.dll", "Microsoft.Extensions."),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new AuditableGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation complete, out _);
        Diagnostic? error = complete.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return error is null ? complete : throw new InvalidOperationException($"The handlers do not compile: {error}");
    }

    private const string Shared = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using AuditGen;

        [assembly: CommandHandler(typeof(Handlers.ICommandHandler<>))]

        namespace Handlers;

        public interface ICommandHandler<in T>
        {
            Task HandleAsync(T command, CancellationToken cancellationToken);
        }

        public interface IRepository<T>
        {
            Task<T> GetAsync(Guid id, CancellationToken cancellationToken);

            Task SaveAsync(T thing, CancellationToken cancellationToken);
        }
        """;

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path);

    private static string Resource(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using AuditGen;

        namespace Handlers;

        [Auditable("many", "thing_{{i}}")]
        public sealed class Thing{{i}}
        {
            [AuditKey] public Guid Id { get; init; }
            [AuditName] public string Code { get; private set; } = "";
            public decimal Amount { get; private set; }
            public DateOnly On { get; private set; }
            public bool IsOpen { get; private set; } = true;
            [AuditSensitive(Sensitivity.Mask)] public string? Pin { get; private set; }
            public List<string> Tags { get; } = [];

            public void Change(decimal amount) => Amount = amount;

            public void Close(DateOnly on)
            {
                IsOpen = false;
                On = on;
            }
        }
        """);

    private static string Handler(int i)
    {
        string thing = "Thing" + (i / HandlersPerResource).ToString(CultureInfo.InvariantCulture);
        string number = i.ToString(CultureInfo.InvariantCulture);
        string attribute = i % HandlersPerResource == 9
            ? "[AuditExempt(\"Fills a cache that is made anew each night.\")]"
            : $"[Audited(\"thing_{i / HandlersPerResource}.change_{number}\", AuditCategory.Update, typeof({thing}))]";
        string body = (i % HandlersPerResource) switch
        {
            0 or 1 or 2 => $$"""
                {{thing}} thing = await things.GetAsync(command.Id, cancellationToken).ConfigureAwait(false);
                audit.Track(thing);
                thing.Change(command.Amount);
                await things.SaveAsync(thing, cancellationToken).ConfigureAwait(false);
                """,
            3 or 4 => $$"""
                {{thing}} thing = await things.GetAsync(command.Id, cancellationToken).ConfigureAwait(false);
                if (!thing.IsOpen)
                {
                    audit.Denied($"{thing.Code} is closed");
                    return;
                }

                audit.Track(thing);
                switch (command.Amount)
                {
                    case 0:
                        thing.Close(command.On);
                        break;
                    case < 0:
                        throw new ArgumentException("An amount is not negative.", nameof(command));
                    default:
                        thing.Change(command.Amount);
                        break;
                }

                await things.SaveAsync(thing, cancellationToken).ConfigureAwait(false);
                """,
            5 or 6 => $$"""
                {{thing}} thing = await LoadAsync(command.Id, cancellationToken).ConfigureAwait(false);
                try
                {
                    thing.Change(command.Amount);
                    await things.SaveAsync(thing, cancellationToken).ConfigureAwait(false);
                }
                catch (InvalidOperationException exception)
                {
                    audit.Failed(exception.Message);
                }
                """,
            7 or 8 => $$"""
                for (int i = 0; i < 3; i++)
                {
                    var thing = new {{thing}} { Id = Guid.NewGuid() };
                    audit.Created(thing);
                    await things.SaveAsync(thing, cancellationToken).ConfigureAwait(false);
                }
                """,
            _ => "_ = await things.GetAsync(command.Id, cancellationToken).ConfigureAwait(false);",
        };
        string audit = i % HandlersPerResource == 9 ? "" : ", IAuditScope audit";
        string helper = i % HandlersPerResource is not (5 or 6) ? "" : $$"""
            private async Task<{{thing}}> LoadAsync(Guid id, CancellationToken cancellationToken)
                {
                    {{thing}} thing = await things.GetAsync(id, cancellationToken).ConfigureAwait(false);
                    audit.Track(thing);
                    return thing;
                }
            """;
        return $$"""
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using AuditGen;

            namespace Handlers;

            public sealed record Change{{number}}(Guid Id, decimal Amount, DateOnly On, [property: AuditReason] string? Why);

            {{attribute}}
            public sealed class Change{{number}}Handler(IRepository<{{thing}}> things{{audit}}) : ICommandHandler<Change{{number}}>
            {
                public async Task HandleAsync(Change{{number}} command, CancellationToken cancellationToken)
                {
                    {{body.ReplaceLineEndings("\n        ")}}
                }

                {{helper}}
            }
            """;
    }
}
