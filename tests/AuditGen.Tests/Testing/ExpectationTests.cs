using AuditGen.Testing;
using AuditGen.Tests.Domain;

namespace AuditGen.Tests.Testing;

/// <summary>Expectations that do not hold say what there is instead.</summary>
public sealed class ExpectationTests : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void An_empty_trail_says_that_there_is_no_event() =>
        Fails(() => _app.Trail.ShouldHaveExactly("invoice.post")).ShouldBe($"Expected invoice.post.{Environment.NewLine}There is no event.");

    [Fact]
    public async Task What_is_there_is_listed_with_its_changes()
    {
        await Post();

        string message = Fails(_app.Trail.ShouldBeEmpty);
        message.ShouldContain("invoice.post success by 'system' on invoice '1', reason 'month end'");
        message.ShouldContain("channel = web");
        message.ShouldContain("replace /status: Draft -> Posted");
    }

    [Fact]
    public async Task Every_expectation_can_fail()
    {
        await Post();
        AuditEventExpectation post = _app.Trail.ShouldHaveOne("invoice.post");

        Fails(() => post.WithOutcome(AuditOutcome.Denied)).ShouldContain("the outcome denied");
        Fails(() => post.By("somebody")).ShouldContain("the actor 'somebody'");
        Fails(() => post.On("order")).ShouldContain("the resource order");
        Fails(() => post.On("invoice", "2")).ShouldContain("the resource invoice 2");
        Fails(() => post.WithReason("other")).ShouldContain("the reason 'other'");
        Fails(() => post.WithData("channel", "phone")).ShouldContain("the fact channel = phone");
        Fails(() => post.Changed("/status", "Draft", "Void")).ShouldContain("a change of /status from Draft to Void");
        Fails(() => post.Unchanged("/status")).ShouldContain("no change of /status");
        Fails(() => post.WithChanges(2)).ShouldContain("2 changes");
        Fails(() => post.WithUnknownChanges()).ShouldContain("unknown changes");
        Fails(() => _app.Trail.ShouldHaveOne("invoice.match")).ShouldContain("there are 0");
        string secret = Fails(() => post.WithoutText("month end"));
        secret.ShouldNotContain("month end");
    }

    [Fact]
    public async Task Expectations_that_hold_chain()
    {
        await Post();

        _app.Trail.ShouldHaveOne("invoice.post").By("system").On("invoice", "1").Changed("/status", "Draft", "Posted").Unchanged("/total").WithoutText("hunter2");
    }

    [Fact]
    public async Task A_cleared_trail_is_empty()
    {
        await Post();
        _app.Trail.Clear();

        _app.Trail.ShouldBeEmpty();
    }

    private static string Fails(Action expectation) => Should.Throw<AuditAssertionException>(expectation).Message;

    private Task Post() => _app.RunAsync(
        new PostInvoice(audit =>
        {
            var invoice = new Invoice("1");
            audit.Track(invoice);
            invoice.Status = "Posted";
            return Task.CompletedTask;
        }) { Why = "month end", Channel = "web" },
        TestContext.Current.CancellationToken);
}
