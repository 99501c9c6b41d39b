using AuditGen.Analyzers.Tests.Harness;

namespace AuditGen.Analyzers.Tests.Tracking;

public sealed class TrackingTests
{
    private const string Shape = """
        [assembly: CommandHandler(typeof(ICommandHandler<>))]
        public interface ICommandHandler<T> { Task HandleAsync(T command, CancellationToken ct); }
        public interface IInvoices { Task<Invoice> GetAsync(int id); Task<Invoice?> FindAsync(int id); Task SaveAsync(); }
        [Auditable("finance", "invoice")] public sealed class Invoice
        {
            private readonly List<int> _lines = [];
            [AuditKey] public int Id { get; private set; }
            public int Total { get; set; }
            public bool IsPosted { get; private set; }
            public void Post() { Check(); IsPosted = true; }
            public void Add(int line) => _lines.Add(line);
            public void Touch() { Post(); }
            public int Sum() { var sum = 0; foreach (var line in _lines) { sum += line; } return sum; }
            private void Check() { if (IsPosted) { throw new InvalidOperationException(); } }
        }
        [Auditable("finance", "rate")] public sealed record Rate([property: AuditKey] int Id, decimal Value);

        """;

    private static string Handler(string body, string parameters = "IInvoices invoices, IAuditScope audit") => Shape + $$"""
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class PostInvoiceHandler({{parameters}}) : ICommandHandler<int>
        {
            public async Task HandleAsync(int command, CancellationToken ct)
            {
                {{body}}
                await invoices.SaveAsync();
            }
        }
        """;

    [Theory]
    [InlineData("var invoice = await invoices.GetAsync(command); audit.Track(invoice); invoice.Post();")]
    [InlineData("var invoice = await invoices.GetAsync(command); audit.Track(invoice); invoice.Total = 1; invoice.Total++; invoice.Add(2);")]
    [InlineData("var invoice = await invoices.FindAsync(command) ?? throw new InvalidOperationException(); audit.Track(invoice); invoice.Post();")]
    [InlineData("if (await invoices.FindAsync(command) is { } invoice) { audit.Track(invoice); invoice.Touch(); }")]
    [InlineData("var invoice = new Invoice(); invoice.Post(); audit.Created(invoice);")]
    [InlineData("var invoice = await invoices.GetAsync(command); _ = invoice.Sum(); _ = invoice.IsPosted;")]
    [InlineData("var invoice = await invoices.GetAsync(command); var same = invoice; audit.Track(same); invoice.Post();")]
    [InlineData("for (var i = 0; i < 3; i++) { var invoice = await invoices.GetAsync(i); audit.Track(invoice); invoice.Post(); }")]
    [InlineData("var invoice = await invoices.GetAsync(command); if (command > 0) { throw new InvalidOperationException(); } audit.Track(invoice); invoice.Post();")]
    public Task What_is_tracked_before_it_changes_is_fine(string body) => Verify.NothingAsync(Handler(body));

    [Theory]
    [InlineData("var invoice = await invoices.GetAsync(command); [|invoice.Post()|];")]
    [InlineData("var invoice = await invoices.GetAsync(command); [|invoice.Total = 1|];")]
    [InlineData("var invoice = await invoices.GetAsync(command); [|invoice.Total++|];")]
    [InlineData("var invoice = await invoices.GetAsync(command); [|invoice.Add(1)|];")]
    [InlineData("var invoice = await invoices.GetAsync(command); [|invoice.Touch()|];")]
    [InlineData("var invoice = await invoices.GetAsync(command); if (command > 0) { audit.Track(invoice); } [|invoice.Post()|];")]
    [InlineData("var one = await invoices.GetAsync(command); var other = await invoices.GetAsync(2); audit.Track(one); one.Post(); [|other.Post()|];")]
    [InlineData("for (var i = 0; i < 3; i++) { var invoice = await invoices.GetAsync(i); if (i == 0) { audit.Track(invoice); } [|invoice.Post()|]; }")]
    public Task A_change_of_what_was_never_tracked_is_reported(string body) => Verify.ReportsAsync("AUD1015", Handler(body));

    [Fact]
    public Task Tracking_in_a_helper_counts() => Verify.NothingAsync(Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        public sealed class PostInvoiceHandler(IInvoices invoices, IAuditScope audit) : ICommandHandler<int>
        {
            public async Task HandleAsync(int command, CancellationToken ct) { var invoice = await LoadAsync(command); Apply(invoice); await invoices.SaveAsync(); }
            private async Task<Invoice> LoadAsync(int id) { var invoice = await invoices.GetAsync(id); audit.Track(invoice); return invoice; }
            private static void Apply(Invoice invoice) => invoice.Post();
        }
        """);

    [Theory]
    [InlineData("sealed record Rate")]
    [InlineData("readonly record struct Rate")]
    public Task A_copy_with_other_values_is_no_change_of_what_it_was_copied_from(string kind) => Verify.NothingAsync(Shape.Replace("sealed record Rate", kind, StringComparison.Ordinal) + """
        public interface IRates { Task<Rate> GetAsync(int id); Task SaveAsync(Rate rate); }
        [Audited("rate.update", AuditCategory.Update, typeof(Rate))]
        public sealed class FromStore(IRates rates, IAuditScope audit) : ICommandHandler<int>
        {
            public async Task HandleAsync(int command, CancellationToken ct)
            {
                var before = await rates.GetAsync(command);
                var after = before with { Value = 2 };
                audit.Changed(before, after);
                await rates.SaveAsync(after with { Value = 3 });
            }
        }
        [Audited("rate.update", AuditCategory.Update, typeof(Rate))]
        public sealed class FromCommand(IAuditScope audit) : ICommandHandler<Rate>
        {
            public Task HandleAsync(Rate command, CancellationToken ct) { audit.Changed(command, command with { Value = 2 }); return Task.CompletedTask; }
        }
        """);

    [Fact]
    public async Task Without_a_scope_it_depends_on_who_tracks_in_this_assembly()
    {
        await Verify.NothingAsync(Handler("var invoice = await invoices.GetAsync(command); invoice.Post();", "IInvoices invoices"));
        await Verify.ReportsAsync("AUD1015", Handler("var invoice = await invoices.GetAsync(command); [|invoice.Post()|];", "IInvoices invoices") + """
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public sealed class Other(IAuditScope audit) : ICommandHandler<Invoice> { public Task HandleAsync(Invoice command, CancellationToken ct) { audit.Track(command); command.Post(); return Task.CompletedTask; } }
            """);
    }

    [Theory]
    [InlineData("auditgen_tracking_loaders", "Get*")]
    [InlineData("auditgen_change_tracker", "true")]
    public Task What_tracks_by_itself_can_be_configured(string key, string value) => Verify.NothingAsync(
        Handler("var invoice = await invoices.GetAsync(command); invoice.Post();"),
        new Dictionary<string, string> { [key] = value });

    [Fact]
    public async Task Tracking_after_the_change_is_reported_with_its_line()
    {
        var found = await Verify.ReportsAsync("AUD1016", Handler("var invoice = await invoices.GetAsync(command); invoice.Post(); [|audit.Track(invoice)|];"));
        found.ShouldHaveSingleItem().GetMessage().ShouldContain("line 23");
    }

    [Fact]
    public Task Tracking_what_cannot_change_is_an_error() => Verify.ReportsAsync("AUD1017", Shape + """
        public sealed class User(IAuditScope audit) { public void Do(Rate rate, Invoice invoice) { [|audit.Track(rate)|]; audit.Track(invoice); audit.Changed(rate, rate with { Value = 2 }); } }
        """);

    [Fact]
    public Task One_of_several_actions_is_chosen() => Verify.ReportsAsync("AUD1023", Shape + """
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        [Audited("invoice.reject", AuditCategory.Reject, typeof(Invoice))]
        public sealed class A : ICommandHandler<int> { public Task [|HandleAsync|](int command, CancellationToken ct) { return Task.CompletedTask; } }
        [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
        [Audited("invoice.reject", AuditCategory.Reject, typeof(Invoice))]
        public sealed class B(IAuditScope audit) : ICommandHandler<int> { public Task HandleAsync(int command, CancellationToken ct) { audit.Action(null!); return Task.CompletedTask; } }
        """);

    [Fact]
    public Task Writes_behind_the_back_are_reported() => Verify.ReportsAsync("AUD1018", Shape + """
        namespace App
        {
            using Microsoft.EntityFrameworkCore;
            using Dapper;
            public sealed class Plain { public int Id { get; set; } }
            public sealed class Repository(IQueryable<Invoice> invoices, IQueryable<Plain> plain, Database database)
            {
                public async Task Do(int id)
                {
                    await [|invoices.Where(i => i.Id == id).ExecuteUpdateAsync()|];
                    await [|invoices.ExecuteDeleteAsync()|];
                    await plain.ExecuteDeleteAsync();
                    [|database.ExecuteSqlRaw("UPDATE Invoices SET Total = 0")|];
                    [|database.Execute("delete from invoice where id = 1")|];
                    database.Execute("update plain set id = 2");
                    database.Execute("select * from invoice");
                }
            }
            public sealed class Database;
        }
        namespace Microsoft.EntityFrameworkCore
        {
            public static class Extensions
            {
                public static Task<int> ExecuteUpdateAsync<T>(this IQueryable<T> source) => Task.FromResult(0);
                public static Task<int> ExecuteDeleteAsync<T>(this IQueryable<T> source) => Task.FromResult(0);
                public static int ExecuteSqlRaw(this App.Database database, string sql) => 0;
            }
        }
        namespace Dapper { public static class SqlMapper { public static int Execute(this App.Database database, string sql) => 0; } }
        """);
}
