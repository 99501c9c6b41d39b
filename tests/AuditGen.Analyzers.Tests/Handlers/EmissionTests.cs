using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Handlers;

/// <summary>Where the reports about emissions stand, and what they say; whether they are right is the corpus' business.</summary>
public sealed class EmissionTests
{
    private const string Shape = """
        [assembly: CommandHandler(typeof(ICommandHandler<>))]
        public interface ICommandHandler<T> { Task HandleAsync(T command, CancellationToken ct); }
        public interface IStore { Task SaveAsync(); Task<bool> CheckAsync(); }

        """;

    private static string Handler(string body) => Shape + $$"""
        public sealed class Handler(IAuditTrail trail, IStore store) : ICommandHandler<int>
        {
            public async Task HandleAsync(int command, CancellationToken ct)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("if (command > 0) { [|return;|] } await trail.AppendAsync(null!, ct);")]
    [InlineData("if (command > 0) [|return;|] await trail.AppendAsync(null!, ct);")]
    [InlineData("if (command > 0) { await store.SaveAsync(); [|return;|] } await trail.AppendAsync(null!, ct);")]
    [InlineData("if (await store.CheckAsync()) { await store.SaveAsync(); if (command == 3) { [|return;|] } } await trail.AppendAsync(null!, ct);")]
    [InlineData("switch (command) { case 1: [|return;|] default: await trail.AppendAsync(null!, ct); return; }")]
    public Task The_silent_return_is_named(string body) => Verify.ReportsAsync("AUD1010", Handler(body));

    [Fact]
    public Task The_end_of_the_method_is_named() => Verify.ReportsAsync("AUD1010", Handler("if (command > 0) { await trail.AppendAsync(null!, ct); }").Replace("    }\n}", "    [|}|]\n}", StringComparison.Ordinal));

    [Fact]
    public Task The_promise_is_checked_at_every_implementation() => Verify.ReportsAsync("AUD1011", """
        public interface IRecorder { [EmitsAudit] Task EmitAsync(bool loud); }
        public sealed class Good(IAuditTrail trail) : IRecorder { public async Task EmitAsync(bool loud) { await trail.AppendAsync(null!); } }
        public sealed class Bad(IAuditTrail trail) : IRecorder { public async Task EmitAsync(bool loud) { if (!loud) { [|return;|] } await trail.AppendAsync(null!); } }
        public sealed class Explicit : IRecorder { Task IRecorder.EmitAsync(bool loud) => [|Task.CompletedTask|]; }
        public class Base(IAuditTrail trail) { [EmitsAudit] public virtual async Task EmitAsync() { await trail.AppendAsync(null!); } }
        public sealed class Derived(IAuditTrail trail) : Base(trail) { public override async Task EmitAsync() { await Task.Yield(); [|}|] }
        """);

    [Fact]
    public Task The_dropped_emission_is_named() => Verify.ReportsAsync("AUD1012", Handler("await store.SaveAsync(); _ = [|trail.AppendAsync(null!, ct)|];"));

    [Fact]
    public Task The_early_emission_is_named() => Verify.ReportsAsync("AUD1013", Handler("await [|trail.AppendAsync(null!, ct)|]; await store.SaveAsync();"));

    [Fact]
    public Task The_emission_in_a_catch_is_named() => Verify.ReportsAsync("AUD1014", Handler("try { await store.SaveAsync(); } catch (InvalidOperationException) { await [|trail.AppendAsync(null!, ct)|]; return; } await trail.AppendAsync(null!, ct);"));

    [Fact]
    public Task Blocking_and_other_threads_count_as_waiting() => Verify.NothingAsync(Shape + """
        public interface ISync<T> { void Handle(T command); }
        public sealed class A(IAuditTrail trail) : ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) { trail.AppendAsync(null!, ct).AsTask().Wait(ct); return Task.CompletedTask; } }
        public sealed class B(IAuditTrail trail) : ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) { trail.AppendAsync(null!, ct).GetAwaiter().GetResult(); return Task.CompletedTask; } }
        public sealed class C(IAuditTrail trail) : ICommandHandler<int> { public async Task HandleAsync(int command, CancellationToken ct) { await Task.Run(() => trail.AppendAsync(null!, ct).AsTask(), ct); } }
        """);

    [Fact]
    public Task Failures_are_configurable() => Verify.NothingAsync(
        """
        [assembly: CommandHandler(typeof(ICommandHandler<>))]
        public interface ICommandHandler<T> { Task<Answer> HandleAsync(T command, CancellationToken ct); }
        public sealed class Answer { public static Answer No { get; } = new(); public static Answer Refuse(string why) => new(); public static Answer Yes { get; } = new(); }
        public sealed class A(IAuditTrail trail) : ICommandHandler<int>
        {
            public async Task<Answer> HandleAsync(int command, CancellationToken ct)
            {
                if (command == 1) { return Answer.No; }
                if (command == 2) { return Answer.Refuse("two"); }
                await trail.AppendAsync(null!, ct);
                return Answer.Yes;
            }
        }
        """,
        new Dictionary<string, string> { ["auditgen_failure_factories"] = "+ Answer.No, Answer.Refuse*" });
}
