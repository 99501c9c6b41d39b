using Erp.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Simulation;

/// <summary>The whole company's day: all branches, some of them side by side.</summary>
internal sealed class SimulatedDay
{
    private const int EventsABranch = 250;
    private const int StoryNumbers = 9_000;

    private readonly SimulationOptions _options;
    private readonly IServiceProvider _services;
    private readonly DayClock _clock;
    private readonly long _before;

    /// <param name="options">What day to simulate.</param>
    /// <param name="services">The application.</param>
    /// <param name="before">Events that the trail holds from earlier days: this day is about other business objects than those.</param>
    public SimulatedDay(SimulationOptions options, IServiceProvider services, long before = 0)
    {
        _before = before;
        _options = options;
        _services = services;
        _clock = services.GetRequiredService<DayClock>();
    }

    /// <summary>Every sensitive value that was entered.</summary>
    public Vault Vault { get; } = new();

    /// <summary>What happened, from the business side.</summary>
    public Tally Tally { get; } = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int branches = Math.Max(1, _options.Events / EventsABranch);
        int eventsABranch = (_options.Events + branches - 1) / branches;
        IReadOnlyList<Story> stories = _options.Stories ? StoryList.All : [];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, branches + stories.Count, parallel, async (turn, token) =>
        {
            // Stories come first in the order of turns, so that a day of any length tells them.
            Story? story = turn < stories.Count ? stories[turn] : null;
            int number = story is null ? turn - stories.Count : StoryNumbers + turn;
            var branch = new Branch(number, _options, _before, _clock, Vault, _services);
            branch.Open();
            await (story?.PlayAsync(branch) ?? BranchDay.RunAsync(branch, eventsABranch, token));
            lock (Tally)
            {
                Tally.Add(branch.Tally);
            }
        });
    }
}
