using Erp.Composition;
using Erp.Simulation;

namespace AuditGen.Erp.Tests.Domain;

public sealed class CommandLineTests
{
    [Fact]
    public void Nothing_said_means_a_day_of_5000_events_in_a_new_folder()
    {
        CommandLine.TryParse([], out SimulationOptions? options, out _).ShouldBeTrue();

        options!.Events.ShouldBe(5_000);
        options.Store.ShouldStartWith("erp-trail");
    }

    [Fact]
    public void Everything_can_be_said()
    {
        string[] args = ["simulate", "--events", "10", "--seed", "-3", "--store", "t", "--summary", "s.json", "--side-by-side", "2"];

        CommandLine.TryParse(args, out SimulationOptions? options, out _).ShouldBeTrue();

        options.ShouldBe(new SimulationOptions { Events = 10, Seed = -3, Store = "t", Summary = "s.json", SideBySide = 2 });
    }

    [Theory]
    [InlineData("--events", "0")]
    [InlineData("--events", "many")]
    [InlineData("--store")]
    [InlineData("--frobnicate")]
    [InlineData("simulate", "now")]
    public void What_cannot_be_understood_is_named(params string[] args)
    {
        CommandLine.TryParse(args, out _, out string? problem).ShouldBeFalse();

        problem.ShouldContain(args[0] == "simulate" ? args[1] : args[0]);
    }
}
