using System.Globalization;
using AuditGen.Reading;

namespace AuditGen.Tests.Events;

public sealed class AuditStateFoldTests
{
    private int _number;

    [Fact]
    public void A_created_resource_is_known_whole_and_null_is_a_value()
    {
        AuditState state = Fold(Changes("""{"path":"/status","op":"add","new":"Draft"},{"path":"/note","op":"add","new":null}"""));

        state.Knowledge.ShouldBe(AuditStateKnowledge.Whole);
        state["/status"].GetString().ShouldBe("Draft");
        state["/note"].Kind.ShouldBe(AuditValueKind.Null);
        state["/other"].IsMissing.ShouldBeTrue();
    }

    [Fact]
    public void A_number_that_comes_back_in_another_scale_is_the_same()
    {
        AuditState state = Fold(
            Changes("""{"path":"/rate","op":"add","new":12.50},{"path":"/total","op":"add","new":{"amount":12.50,"currency":"EUR"}}"""),
            Changes("""{"path":"/rate","op":"replace","old":12.5,"new":1},{"path":"/total","op":"replace","old":{"amount":12.5,"currency":"EUR"},"new":{"amount":1,"currency":"EUR"}}"""));
        state.Faults.ShouldBeEmpty();

        Fold(Changes("""{"path":"/rate","op":"add","new":12.50}"""), Changes("""{"path":"/rate","op":"replace","old":12.51,"new":1}""")).Faults.Length.ShouldBe(1);
    }

    [Fact]
    public void Without_a_creation_only_what_changed_is_known()
    {
        AuditState state = Fold(Changes("""{"path":"/status","op":"replace","old":"Draft","new":"Posted"}"""));

        state.Knowledge.ShouldBe(AuditStateKnowledge.Partial);
        state.Values.Select(value => value.Path).ShouldBe(["/status"]);
        state.Faults.ShouldBeEmpty();
        Fold().Knowledge.ShouldBe(AuditStateKnowledge.Unknown);
    }

    [Fact]
    public void Elements_containers_and_bags_come_and_go()
    {
        AuditState state = Fold(
            Changes("""{"path":"/lines","op":"add","new":[]},{"path":"/lines/10","op":"add","new":{}},{"path":"/lines/10/quantity","op":"add","new":1},{"path":"/tags","op":"add","new":[]},{"path":"/tags/-","op":"add","new":"a"},{"path":"/tags/-","op":"add","new":"a"}"""),
            Changes("""{"path":"/lines/20","op":"add","new":{}},{"path":"/lines/20/quantity","op":"add","new":5},{"path":"/tags/-","op":"remove","old":"a"}"""),
            Changes("""{"path":"/lines/10/quantity","op":"remove","old":1},{"path":"/lines/10","op":"remove","old":{}},{"path":"/lines/20","op":"move","old":1,"new":0}"""));

        state.Knowledge.ShouldBe(AuditStateKnowledge.Whole);
        state.Values.Select(value => value.Path + "=" + value.Value).ShouldBe(
            ["/lines=[]", "/lines/20={}", "/lines/20/quantity=5", "/tags=[]", "/tags/-=\"a\""]);
        state.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_resource_is_known_to_be_gone()
    {
        AuditState state = Fold(
            Changes("""{"path":"/status","op":"add","new":"Draft"}"""),
            Changes("""{"path":"/status","op":"remove","old":"Draft"}"""));

        state.Knowledge.ShouldBe(AuditStateKnowledge.Deleted);
        state.Values.ShouldBeEmpty();
        state.Events.ShouldBe(2);
    }

    [Fact]
    public void An_old_value_that_was_not_the_state_is_a_continuity_fault()
    {
        AuditState state = Fold(
            Changes("""{"path":"/status","op":"add","new":"Draft"},{"path":"/limit","op":"add","new":10}"""),
            Changes("""{"path":"/limit","op":"replace","old":99,"new":20}"""));

        AuditContinuityFault fault = state.Faults.ShouldHaveSingleItem();
        (fault.Path, fault.Expected.ToString(), fault.Found.ToString()).ShouldBe(("/limit", "10", "99"));
        state["/limit"].ToString().ShouldBe("20");
    }

    [Fact]
    public void Unknown_changes_are_named_and_failures_change_nothing()
    {
        AuditEvent unknown = Event("\"changes\":\"unknown\"");
        AuditState state = Fold(
            Changes("""{"path":"/status","op":"add","new":"Draft"}"""),
            unknown,
            Event("\"changes\":[{\"path\":\"/status\",\"op\":\"replace\",\"old\":\"Draft\",\"new\":\"Posted\"}]", "denied"));

        state.UnknownChanges.ShouldBe([unknown.Id]);
        state["/status"].GetString().ShouldBe("Draft");
        state.Events.ShouldBe(3);
    }

    [Fact]
    public void An_object_that_becomes_null_takes_its_members_with_it()
    {
        AuditState state = Fold(
            Changes("""{"path":"/address","op":"add","new":{}},{"path":"/address/city","op":"add","new":"Köln"}"""),
            Changes("""{"path":"/address","op":"replace","old":{},"new":null}"""));

        state.Values.Select(value => value.Path).ShouldBe(["/address"]);
    }

    private static AuditState Fold(params AuditEvent[] events)
    {
        AuditStateFold fold = new();
        foreach (AuditEvent one in events)
        {
            fold.Apply(one);
        }

        return fold.ToState("invoice", "1", DateTimeOffset.UnixEpoch);
    }

    private AuditEvent Changes(string changes) => Event("\"changes\":[" + changes + "]");

    private AuditEvent Event(string member, string outcome = "success") => EventTexts.Parse(EventTexts.Least
        .Replace("1b2d4e", (++_number).ToString("x6", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("\"success\"", "\"" + outcome + "\"", StringComparison.Ordinal)[..^1] + "," + member + "}");
}
