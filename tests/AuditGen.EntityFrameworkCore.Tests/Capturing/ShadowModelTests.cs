using AuditGen.EntityFrameworkCore.Tests.Domain;
using AuditGen.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuditGen.EntityFrameworkCore.Tests.Capturing;

/// <summary>What a model may say of shadow properties, and what is said to it where it says nothing.</summary>
public sealed class ShadowModelTests
{
    [Fact]
    public async Task Those_of_which_nothing_is_said_are_named_in_the_log_once() =>
        (await LoggedAsync(static model =>
        {
            model.Entity<Segment>().Property<string?>("Undecided");
            model.Entity<Segment>().Property<string?>("Recorded").IsAudited();
            model.Entity<Segment>().Property<string?>("Left").IsNotAudited("a column of another application");
            model.Entity<Segment>().Property<byte[]>("Stamp").IsRowVersion();
            model.Entity<Visit>().Property<string?>("OfNobody");
        })).ShouldHaveSingleItem().ShouldContain("not to be: Segment.Undecided.");

    [Fact]
    public async Task A_member_is_refused() =>
        (await RefusedAsync(static model => model.Entity<Segment>().Property(each => each.Title).IsAudited()))
            .ShouldStartWith("Segment.Title is a member of its class");

    [Fact]
    public async Task What_belongs_to_no_resource_is_refused() =>
        (await RefusedAsync(static model => model.Entity<Visit>().Property<string?>("Referrer").IsAudited()))
            .ShouldBe("Visit.Referrer cannot be recorded: Visit is neither an auditable resource nor a part of one.");

    [Fact]
    public async Task A_name_that_a_member_has_is_refused() =>
        (await RefusedAsync(static model => model.Entity<Segment>().Property<string?>("Heading").IsAudited("title")))
            .ShouldStartWith("Segment.Heading would be recorded as 'title', as another member of Segment is.");

    [Fact]
    public async Task A_personal_one_is_masked_where_there_are_no_keys()
    {
        await using ServiceProvider provider = Provider(static model => model.Entity<Segment>().Property<string?>("Contact").IsAuditedPersonalData(kind: "segment"), []);
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ModelContext>();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        AuditAction action = new("segment.add", AuditCategory.Create, "sales", "segment") { EventType = "SegmentAdd" };
        await provider.GetRequiredService<IAuditOperations>().RunAsync(
            new AuditedHandler { HandlerType = typeof(ShadowModelTests), Method = "Add", Actions = [action] },
            command: null,
            async token =>
            {
                context.Add(new Segment { Id = "a" }).Property("Contact").CurrentValue = "Ada Brandt";
                await context.SaveChangesAsync(token);
            },
            cancellationToken: TestContext.Current.CancellationToken);

        provider.GetRequiredService<AuditTestTrail>().Events.ShouldHaveSingleItem().Changes()
            .ShouldContain("/contact + {\"$masked\":true}");
    }

    private static async Task<string> RefusedAsync(Action<ModelBuilder> model) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => LoggedAsync(model))).Message;

    private static async Task<List<string>> LoggedAsync(Action<ModelBuilder> model)
    {
        List<string> logged = [];
        await using ServiceProvider provider = Provider(model, logged);
        for (int i = 0; i < 2; i++)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<ModelContext>();
            await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
            _ = await context.Set<Segment>().CountAsync(TestContext.Current.CancellationToken);
        }

        return logged;
    }

    private static ServiceProvider Provider(Action<ModelBuilder> model, List<string> logged)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new Lines(logged)));
        services.AddAuditGen(static audit => audit.UseInMemoryTrail().AddEntityFramework());
        services.AddAuditedHandlers();
        services.AddSingleton(model);
        services.AddDbContext<ModelContext>(static (provider, options) => options
            .UseSqlite("Data Source=:memory:")
            .ReplaceService<IModelCacheKeyFactory, OneModelATest>()
            .UseAuditGen(provider));
        return services.BuildServiceProvider();
    }

    private sealed class ModelContext(DbContextOptions<ModelContext> options, Action<ModelBuilder> model) : DbContext(options)
    {
        public Action<ModelBuilder> Building => model;

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Segment>();
            modelBuilder.Entity<Visit>();
            model(modelBuilder);
        }
    }

    private sealed class OneModelATest : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (((ModelContext)context).Building, designTime);
    }

    private sealed class Lines(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 7002)
            {
                lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
