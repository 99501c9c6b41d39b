using Erp.Composition;
using Erp.Simulation;

namespace AuditGen.Erp.Tests.Domain;

public sealed class CommandLineTests
{
    [Fact]
    public void Nothing_said_means_a_day_of_5000_events_in_a_new_folder_and_then_the_page()
    {
        CommandLine.TryParse([], out ErpCommand? command, out _).ShouldBeTrue();

        command!.Day.Events.ShouldBe(5_000);
        command.Day.Store.ShouldStartWith("erp-trail");
        (command.Simulates, command.Serves, command.Port).ShouldBe((true, true, 5080));
    }

    [Fact]
    public void Everything_can_be_said()
    {
        string[] args = ["--events", "10", "--seed", "-3", "--store", "t", "--summary", "s.json", "--no-serve", "--side-by-side", "2", "--port", "80"];

        CommandLine.TryParse(args, out ErpCommand? command, out _).ShouldBeTrue();

        command.ShouldBe(new ErpCommand
        {
            Day = new SimulationOptions { Events = 10, Seed = -3, Store = "t", Summary = "s.json", SideBySide = 2 },
            Serves = false,
            Port = 80,
        });
    }

    [Theory]
    [InlineData(true, false, "simulate", "--events", "10")]
    [InlineData(true, false, "--events", "10", "--no-serve")]
    [InlineData(true, true, "--events", "10")]
    [InlineData(false, true, "serve", "--store", "t")]
    public void The_first_word_says_what_to_do(bool simulates, bool serves, params string[] args)
    {
        CommandLine.TryParse(args, out ErpCommand? command, out _).ShouldBeTrue();

        (command!.Simulates, command.Serves).ShouldBe((simulates, serves));
    }

    [Theory]
    [InlineData("--events", "0")]
    [InlineData("--events", "many")]
    [InlineData("--store")]
    [InlineData("--frobnicate")]
    [InlineData("--port", "70000")]
    [InlineData("simulate", "now")]
    [InlineData("serve")]
    public void What_cannot_be_understood_is_named(params string[] args)
    {
        CommandLine.TryParse(args, out _, out string? problem).ShouldBeFalse();

        problem.ShouldContain(args[0] == "simulate" ? args[1] : args[0]);
    }
}
