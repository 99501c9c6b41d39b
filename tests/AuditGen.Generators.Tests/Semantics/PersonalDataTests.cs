using System.Collections.Immutable;
using System.Text;
using AuditGen.Generators.Tests.Semantics.Personnel;
using AuditGen.Generators.Tests.Semantics.Personnel.Audit;
using AuditGen.States;
using AuditGen.Values;

namespace AuditGen.Generators.Tests.Semantics;

/// <summary>What becomes of members marked as personal data.</summary>
public sealed class PersonalDataTests
{
    private const string Ada = "Ada Brandt-Canary";
    private static readonly PersonId s_ada = new(Guid.Parse("00000000-0000-0000-0000-000000000001"));
    private static readonly PersonId s_boss = new(Guid.Parse("00000000-0000-0000-0000-000000000002"));
    private readonly RecordingSealer _sealer = new();

    [Fact]
    public void Every_personal_value_is_sealed_for_its_person_and_nothing_of_it_is_in_the_text()
    {
        string text = Write(PersonResource.Instance, null, PersonState.Of(Someone()));

        foreach (string canary in new[] { "Canary", "1990-02-03", "Hauptstr", "Sorbian", "\"Other\"", "0171" })
        {
            text.ShouldNotContain(canary);
        }

        _sealer.Sealed.ShouldBe(
        [
            (s_ada.Value.ToString(), "/name", $"\"{Ada}\""),
            (s_ada.Value.ToString(), "/bornOn", "\"1990-02-03\""),
            (s_ada.Value.ToString(), "/home", "{\"street\":\"Hauptstr. 1\",\"city\":\"Canaryville\"}"),
            (s_ada.Value.ToString(), "/languages", "[\"Sorbian\"]"),
            (s_ada.Value.ToString(), "/confession", "{\"$enum\":\"Other\",\"number\":1}"),
            (s_ada.Value.ToString(), "/contact/phone", "\"0171 1\""),
            ("person:" + s_boss.Value, "/contact/askFirst", "\"the Canary's boss\""),
        ]);
        text.ShouldContain("""{"path":"/pin","op":"add","new":{"$masked":true}}""");
    }

    [Fact]
    public void A_person_is_found_by_a_member_beside_the_value()
    {
        Write(LeaveResource.Instance, null, LeaveState.Of(new Leave { Number = 7, Who = s_ada, Why = "flu" }));

        _sealer.Sealed.ShouldBe([("person:" + s_ada.Value, "/why", "\"flu\"")]);
    }

    [Fact]
    public void A_value_about_nobody_is_masked()
    {
        string text = Write(LeaveResource.Instance, null, LeaveState.Of(new Leave { Number = 7, Why = "flu" }));

        text.ShouldContain("""{"path":"/why","op":"add","new":{"$masked":true}}""");
        _sealer.Sealed.ShouldBeEmpty();
    }

    [Fact]
    public void Null_is_recorded_as_null()
    {
        string text = Write(PersonResource.Instance, null, PersonState.Of(new Person { Id = s_ada }));

        text.ShouldContain("""{"path":"/bornOn","op":"add","new":null}""");
        text.ShouldContain("""{"path":"/home","op":"add","new":null}""");
    }

    [Fact]
    public void Changes_are_found_on_clear_values()
    {
        Person person = Someone();
        PersonState before = PersonState.Of(person);
        PersonDiff.Between(before, PersonState.Of(Someone())).ShouldBeEmpty();

        person.Home = new Home("Hauptstr. 1", "Elsewhere");
        Write(PersonResource.Instance, before, PersonState.Of(person));

        _sealer.Sealed.Select(static each => each.Place).ShouldBe(["/home", "/home"]);
    }

    [Fact]
    public void The_same_value_of_another_person_is_a_change()
    {
        LeaveState mine = LeaveState.Of(new Leave { Number = 7, Who = s_ada, Why = "flu" });
        LeaveState theirs = LeaveState.Of(new Leave { Number = 7, Who = s_boss, Why = "flu" });

        LeaveDiff.Between(mine, theirs).Select(static change => change.Path).ShouldBe(["/who", "/why"]);
    }

    [Fact]
    public void Without_a_sealer_or_outside_an_event_values_are_masked()
    {
        ImmutableArray<AuditChange> changes = PersonDiff.Between(null, PersonState.Of(Someone()));

        changes.Single(static change => change.Path == "/name").New.Kind.ShouldBe(AuditValueKind.Masked);
        string.Join('\n', changes).ShouldNotContain("Canary");
        PersonState.Of(Someone()).ToString().ShouldNotContain("Canary");
        PersonState.Of(Someone()).Name.ToString().ShouldNotContain("Canary");
    }

    [Fact]
    public void A_state_keeps_its_personal_values_where_changes_of_others_are_applied()
    {
        Person person = Someone();
        PersonState before = PersonState.Of(person);
        person.Boss = s_ada;
        PersonState after = PersonState.Of(person);

        PersonState applied = PersonDiff.Apply(before, PersonDiff.Between(before, after))!;

        applied.Name.Value.ShouldBe(Ada);
        applied.BornOn.Value.ShouldBe(new DateOnly(1990, 2, 3));
        applied.Home.Value!.Value.City.ShouldBe("Canaryville");
        applied.Equals(after).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"$sealed\":\"k1\",\"value\":\"AAAA\"}")]
    [InlineData("{\"$erased\":\"k1\"}")]
    [InlineData("{\"$masked\":true}")]
    public void What_cannot_be_read_is_unknown_and_not_a_change(string recorded)
    {
        var changes = ImmutableArray.Create(new AuditChange("/name", AuditChangeOp.Add, default, new AuditValue(Encoding.UTF8.GetBytes(recorded))));

        PersonState read = PersonDiff.Apply(null, changes)!;

        read.Name.IsKnown.ShouldBeFalse();
        read.Name.TryGetValue(out string? _).ShouldBeFalse();
        PersonCodecEqual(read.Name, PersonState.Of(Someone()).Name).ShouldBeTrue();
        PersonCodecEqual(read.Name, default).ShouldBeFalse();
    }

    [Fact]
    public void A_long_value_is_cut_before_it_is_sealed()
    {
        string text = Write(LeaveResource.Instance, null, LeaveState.Of(new Leave { Number = 7, Who = s_ada, Why = new string('x', 40_000) }));

        _sealer.Sealed.Single().Clear.ShouldStartWith("{\"$cut\":\"xxx");
        text.ShouldNotContain("$cut");
    }

    [Fact]
    public void The_name_of_a_resource_says_whose_it_is()
    {
        AuditResource identity = PersonResource.Instance.Identify(PersonState.Of(Someone()) as object);

        identity.Name.ShouldBe(Ada);
        identity.NameSubject.ShouldBe(s_ada.Value.ToString());
        LeaveResource.Instance.Identify(LeaveState.Of(new Leave { Number = 1 }) as object).NameSubject.ShouldBeNull();
    }

    private static bool PersonCodecEqual(AuditPersonal<string?> left, AuditPersonal<string?> right) => PersonalCodec<string?, StringCodec>.Equal(left, right);

    private static Person Someone() => new()
    {
        Id = s_ada,
        Name = Ada,
        BornOn = new DateOnly(1990, 2, 3),
        Home = new Home("Hauptstr. 1", "Canaryville"),
        Languages = { "Sorbian" },
        Confession = Confession.Other,
        Pin = "Canary",
        Boss = s_boss,
        Contact = new Contact("0171 1", "the Canary's boss") { IsVerified = true },
    };

    private string Write(AuditResourceType type, object? before, object? after)
    {
        using var writer = new AuditTextWriter(AuditTextOptions.Default with { Sealer = _sealer }) { Operation = Guid.CreateVersion7() };
        writer.WriteStartArray();
        type.WriteChanges(before, after, writer);
        writer.WriteEndArray();
        return Encoding.UTF8.GetString(writer.Written);
    }

    private sealed class RecordingSealer : IAuditSealer
    {
        public List<(string Subject, string Place, string Clear)> Sealed { get; } = [];

        public AuditSealedValue Seal(string subject, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> binding)
        {
            (clear.Length % 32).ShouldBe(0);
            Sealed.Add((subject, Encoding.UTF8.GetString(binding)[37..], Encoding.UTF8.GetString(clear).TrimEnd()));
            return new AuditSealedValue("k1", new byte[] { 1, 2, 3 });
        }

        public string? SubjectOf(AuditActor actor) => null;
    }
}
