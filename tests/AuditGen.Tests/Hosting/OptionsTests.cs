using AuditGen.Testing;
using AuditGen.Tests.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuditGen.Tests.Hosting;

/// <summary>Settings that make no sense stop the host, and the message says what to write.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(AuditGenOptions.MaxQueueCapacity + 1)]
    public Task A_queue_without_sense_is_refused(int capacity) => Refused(
        options => options.QueueCapacity = capacity, "Set it between 1 and 1048576");

    [Theory]
    [InlineData(4095)]
    [InlineData(int.MaxValue)]
    public Task A_limit_without_sense_is_refused(int bytes) => Refused(
        options => options.MaxEventBytes = bytes, "Set it between 4096");

    [Fact]
    public Task A_misspelt_context_is_refused_with_the_ones_there_are() => Refused(
        options => options.Contexts["finanze"] = new AuditContextOptions(), "No audited action or resource has the context 'finanze'. Write one of: finance, identity.");

    [Fact]
    public Task A_context_that_is_no_name_is_refused() => Refused(
        options => options.Contexts["Finance!"] = new AuditContextOptions(), "'Finance!' is no name of a context");

    [Fact]
    public Task A_durability_that_does_not_exist_is_refused() => Refused(
        options => options.Defaults.Durability = (Durability)7, "Write Durability.Journaled or Durability.Buffered");

    [Fact]
    public Task A_policy_that_does_not_exist_is_refused() => Refused(
        options => options.Defaults.WhenFull = (WhenFull)7, "Write WhenFull.Wait or WhenFull.Fail");

    [Fact]
    public Task Settings_that_are_null_are_refused() => Refused(
        options =>
        {
            options.Source = null!;
            options.Text = null!;
            options.Contexts["finance"] = null!;
        },
        "Contexts[\"finance\"] is null. Write new AuditContextOptions().");

    [Fact]
    public void A_context_without_settings_of_its_own_has_the_defaults()
    {
        var options = new AuditGenOptions();
        options.Contexts["identity"] = new AuditContextOptions { WhenFull = WhenFull.Fail };

        options.For("identity").WhenFull.ShouldBe(WhenFull.Fail);
        options.For("finance").ShouldBeSameAs(options.Defaults);
    }

    [Fact]
    public void Settings_of_a_context_start_from_the_defaults()
    {
        var services = new ServiceCollection();
        services.AddAuditGen(audit => audit.UseInMemoryTrail()
            .Defaults(context => context.Intents = false)
            .Context("finance", context => context.Durability = Durability.Buffered));
        services.AddAuditModule(new TestsAuditModule());
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IOptions<AuditGenOptions>>().Value.For("finance")
            .ShouldBe(new AuditContextOptions { Durability = Durability.Buffered, Intents = false });
    }

    private static async Task Refused(Action<AuditGenOptions> configure, string message)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAuditGen(audit => audit.UseInMemoryTrail().AllRunThroughAdapter().Configure(configure));
        builder.Services.AddAuditedHandlers();
        using IHost host = builder.Build();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message.ShouldContain(message);
    }
}
