using System.Text;
using AuditGen.Erasure;
using AuditGen.Reading;
using AuditGen.Tests.Domain;
using AuditGen.Tests.Domain.Audit;
using AuditGen.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.Tests.Erasure;

/// <summary>Personal data from the command to the reader, and what is left when the key has gone.</summary>
public sealed class ErasureTests : IAsyncDisposable
{
    private const string Canary = "Canary-7f3a";

    private readonly MemoryKeys _keys = new();
    private readonly TestApplication _app;
    private bool _allowed = true;

    public ErasureTests() => _app = new TestApplication(services => Configure(services).AddAuditGen(audit => audit.UseSubjectKeys(_ => _keys, options =>
    {
        options.Authorize = (_, _) => ValueTask.FromResult(_allowed);
        options.SubjectOfActor = static actor => actor.Kind == "user" ? "staff:" + actor.Id : null;
    })));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IReadOnlyList<AuditEvent> Treatments => [.. _app.Trail.Events.Where(static each => each.Action == "patient.treat")];

    private PersonalDataReader Reader => _app.Services.GetRequiredService<PersonalDataReader>();

    private IAuditErasure Erasure => _app.Services.GetRequiredService<IAuditErasure>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task No_event_and_no_intent_holds_a_personal_value_in_clear()
    {
        string[] intents = [];
        await TreatAsync(audit =>
        {
            intents = [.. _app.Trail.OpenIntents.Select(TextOf)];
            audit.Created(Someone());
            return Task.CompletedTask;
        });

        intents.ShouldHaveSingleItem().ShouldNotContain(Canary);
        string text = TextOf(Treatments.ShouldHaveSingleItem());
        text.ShouldNotContain(Canary);
        text.ShouldContain("\"personal\":{\"$sealed\":");
        _keys.Subjects.ShouldBe(["staff:u-1", "staff:u-2", "p-1"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_has_the_keys_reads_everything_and_the_recorded_text_stays_what_it_is()
    {
        await TreatAsync(audit =>
        {
            audit.Created(Someone());
            return Task.CompletedTask;
        });
        AuditEvent stored = Treatments.Single();

        AuditEvent revealed = Reader.Reveal(stored);

        revealed.Text.ShouldBe(stored.Text);
        revealed.Resource!.Name.ShouldBe($"Ada {Canary}");
        revealed.Actor.Name.ShouldBe($"Eve {Canary}");
        revealed.Actor.Email.ShouldBe($"{Canary}@example.org");
        revealed.Actor.OnBehalfOf!.Name.ShouldBe($"Max {Canary}");
        revealed.Data.Single(static fact => fact.Name == "remark").Value.GetString().ShouldBe($"said {Canary}");
        PatientTreatEvent.Read(revealed).After!.Diagnosis.Value.ShouldBe($"flu {Canary}");
        revealed.Changes.Single(static change => change.Path == "/visits/-").New.ToString().ShouldBe($$"""{"on":"2026-01-02","note":"{{Canary}}"}""");
        AuditEvent.Parse(Encoding.UTF8.GetBytes(TextOf(stored))).Actor.Name.ShouldBeNull();
    }

    [Fact]
    public async Task After_erasure_the_values_read_as_erased_and_not_a_byte_has_changed()
    {
        await TreatAsync(audit =>
        {
            audit.Created(Someone());
            return Task.CompletedTask;
        });
        string before = TextOf(Treatments.Single());

        (await Erasure.EraseAsync("p-1", "request 17", Token)).ShouldBe(ErasureOutcome.Erased);

        TextOf(Treatments.Single()).ShouldBe(before);
        AuditEvent revealed = Reader.Reveal(Treatments.Single());
        Encoding.UTF8.GetString(revealed.ReadableText.Span).Split(Canary).Length.ShouldBe(4, "actor's name, address and principal are other people's");
        revealed.Resource!.Name.ShouldBe("(erased)");
        revealed.Changes.Single(static change => change.Path == "/diagnosis").New.Kind.ShouldBe(AuditValueKind.Erased);
        revealed.Changes.Single(static change => change.Path == "/diagnosis").New.ToDisplayText().ShouldBe("(erased)");
        revealed.Data.Single(static fact => fact.Name == "remark").Value.Kind.ShouldBe(AuditValueKind.Erased);
        PatientTreatEvent.Read(revealed).After!.Diagnosis.IsKnown.ShouldBeFalse();
        PatientTreatEvent.Read(revealed).After!.Ward.ShouldBe("3");
    }

    [Fact]
    public async Task What_is_recorded_of_somebody_erased_is_not_stored_at_all()
    {
        await TreatAsync(static audit =>
        {
            audit.Created(Someone());
            return Task.CompletedTask;
        });
        await Erasure.EraseAsync("p-1", "request 17", Token);

        Patient patient = Someone();
        await TreatAsync(audit =>
        {
            audit.Track(patient);
            patient.Diagnosis = "measles";
            return Task.CompletedTask;
        });

        AuditChange change = Treatments[^1].Changes.ShouldHaveSingleItem();
        change.New.ToString().ShouldBe("{\"$sealed\":\"" + change.Old.GetString() + "\",\"value\":\"\"}");
        Reader.Reveal(Treatments[^1]).Changes.Single().New.Kind.ShouldBe(AuditValueKind.Erased);
    }

    [Fact]
    public async Task An_erasure_is_an_event_with_reason_actor_and_key()
    {
        _keys.GetOrCreate("p-1");
        using (AsEve())
        {
            await Erasure.EraseAsync("p-1", "request 17", Token);
        }

        AuditEvent erasure = _app.Trail.Events.ShouldHaveSingleItem();
        (erasure.Context, erasure.Action, erasure.Category, erasure.Outcome, erasure.Reason).ShouldBe(("auditgen", "personal_data.erase", AuditCategory.Delete, AuditOutcome.Success, "request 17"));
        (erasure.Resource!.Type, erasure.Resource.Id, erasure.Actor.Id).ShouldBe(("subject", "p-1", "u-1"));
        erasure.Data.Single().Value.GetString().ShouldBe("k1");
        erasure.ChangesUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_may_not_is_refused_and_recorded_and_the_key_stays()
    {
        _allowed = false;
        _keys.GetOrCreate("p-1");

        (await Erasure.EraseAsync("p-1", "request 17", Token)).ShouldBe(ErasureOutcome.Denied);

        _app.Trail.Events.ShouldHaveSingleItem().Outcome.ShouldBe(AuditOutcome.Denied);
        _keys.GetOrCreate("p-1").Shredded.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_may_where_nothing_decides()
    {
        await using var app = new TestApplication(services => services.AddAuditGen(audit => audit.UseSubjectKeys(_ => _keys)));
        _keys.GetOrCreate("p-1");

        (await app.Services.GetRequiredService<IAuditErasure>().EraseAsync("p-1", "request 17", Token)).ShouldBe(ErasureOutcome.Denied);

        _keys.GetOrCreate("p-1").Shredded.ShouldBeNull();
    }

    [Fact]
    public async Task A_person_of_whom_nothing_was_recorded_is_a_failure()
    {
        (await Erasure.EraseAsync("p-9", "request 17", Token)).ShouldBe(ErasureOutcome.Unknown);

        _app.Trail.Events.ShouldHaveSingleItem().Outcome.ShouldBe(AuditOutcome.Failure);
    }

    [Fact]
    public async Task A_key_that_could_not_be_shredded_leaves_a_failure()
    {
        _keys.GetOrCreate("p-1");
        _keys.IsBroken = true;

        await Should.ThrowAsync<IOException>(async () => await Erasure.EraseAsync("p-1", "request 17", Token));

        AuditEvent erasure = _app.Trail.Events.ShouldHaveSingleItem();
        (erasure.Outcome, erasure.Data.Single().Value.GetString()).ShouldBe((AuditOutcome.Failure, "System.IO.IOException"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task States_fold_and_nothing_looks_bypassed_with_keys_without_and_after_erasure(bool erase)
    {
        Patient patient = Someone();
        await TreatAsync(audit => Change(audit, patient, created: true, static _ => { }));
        await TreatAsync(audit => Change(audit, patient, created: false, static each => each.Diagnosis = "measles"));
        await TreatAsync(audit => Change(audit, patient, created: false, static each => each.Visits.Clear()));
        await TreatAsync(audit => Change(audit, patient, created: false, static each => each.Diagnosis = null));
        if (erase)
        {
            await Erasure.EraseAsync("p-1", "request 17", Token);
        }

        foreach (Func<AuditEvent, AuditEvent> read in new Func<AuditEvent, AuditEvent>[] { static each => each, Reader.Reveal })
        {
            var fold = new AuditStateFold();
            foreach (AuditEvent each in Treatments)
            {
                fold.Apply(read(each));
            }

            AuditState state = fold.ToState("patient", "p-1", DateTimeOffset.MaxValue);
            state.Faults.ShouldBeEmpty();
            state.Values.ShouldNotContain(static value => value.Path == "/visits/-");
            state["/diagnosis"].Kind.ShouldBe(AuditValueKind.Null);
        }
    }

    [Fact]
    public void An_edit_past_the_application_is_still_found_beside_sealed_values()
    {
        UnreadableValues.MayBeEqual(Value("""{"on":"2026-01-02","note":{"$sealed":"k","value":"AA"}}"""), Value("""{"on":"2026-01-02","note":{"$sealed":"k","value":"BB"}}""")).ShouldBeTrue();
        UnreadableValues.MayBeEqual(Value("""{"on":"2026-01-02","note":{"$sealed":"k","value":"AA"}}"""), Value("""{"on":"2026-01-03","note":{"$sealed":"k","value":"BB"}}""")).ShouldBeFalse();
        UnreadableValues.MayBeEqual(Value("""{"$sealed":"k","value":"AA"}"""), Value("null")).ShouldBeFalse();
        UnreadableValues.MayBeEqual(Value("""{"$erased":"k"}"""), Value("\"x\"")).ShouldBeTrue();
        UnreadableValues.MayBeEqual(Value("""[{"$erased":"k"}]"""), Value("""["x","y"]""")).ShouldBeFalse();
        UnreadableValues.MayBeEqual(Value("1"), Value("2")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_keys_values_are_masked_and_that_is_said_once()
    {
        var log = new CountingLog();
        await using var app = new TestApplication(services => Configure(services).AddLogging(logging => logging.AddProvider(log)));
        for (int i = 0; i < 3; i++)
        {
            await app.RunAsync(new TreatPatient(static audit =>
            {
                audit.Created(Someone());
                return Task.CompletedTask;
            }), Token);
        }

        app.Trail.Events.ShouldAllBe(static each => each.Changes.Single(change => change.Path == "/diagnosis").New.Kind == AuditValueKind.Masked);
        app.Trail.Events.ShouldAllBe(static each => each.Resource!.Name == null);
        app.Trail.Events.ShouldAllBe(static each => !TextOf(each).Contains(Canary, StringComparison.Ordinal));
        log.Masked.ShouldBe(1);
    }

    private static Task Change(IAuditScope audit, Patient patient, bool created, Action<Patient> change)
    {
        if (created)
        {
            audit.Created(patient);
        }
        else
        {
            audit.Track(patient);
        }

        change(patient);
        return Task.CompletedTask;
    }

    private static IServiceCollection Configure(IServiceCollection services) => services.AddTransient<ICommandHandler<TreatPatient>, TreatPatientHandler>();

    private static AuditValue Value(string json) => new(Encoding.UTF8.GetBytes(json));

    private static string TextOf(AuditEvent each) => Encoding.UTF8.GetString(each.Text.Span);

    private static IDisposable AsEve() => AuditContext.Begin(new AuditContext
    {
        Actor = new AuditActor("u-1") { Name = $"Eve {Canary}", Email = $"{Canary}@example.org", OnBehalfOf = new AuditPrincipal("u-2", $"Max {Canary}") },
    });

    private static Patient Someone() => new("p-1")
    {
        Name = $"Ada {Canary}",
        Diagnosis = $"flu {Canary}",
        Ward = "3",
        Visits = { new Visit(new DateOnly(2026, 1, 2), Canary) },
    };

    private async Task TreatAsync(Func<IAuditScope, Task> treat)
    {
        using (AsEve())
        {
            await _app.RunAsync(new TreatPatient(treat) { Remark = $"said {Canary}" }, Token);
        }
    }

    private sealed class CountingLog : ILoggerProvider, ILogger
    {
        public int Masked { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Masked += eventId.Id == 1002 ? 1 : 0;
            formatter(state, exception).ShouldNotContain(Canary);
        }

        public void Dispose()
        {
        }
    }
}
