using AuditGen;
using AuditGen.Reading;
using AuditGen.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: CommandHandler(typeof(ICommandHandler<>))]

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton<Invoices>();
builder.Services.AddScoped<ICommandHandler<PostInvoice>, PostInvoiceHandler>();
builder.Services.AddAuditGen(audit => audit.UseSqlite(args[0]));
builder.Services.AddAuditedHandlers();
using IHost host = builder.Build();
await host.StartAsync();

Invoice invoice = new() { Id = Guid.NewGuid(), Number = "INV-1" };
host.Services.GetRequiredService<Invoices>().Add(invoice);
using (AuditContext.Begin(new AuditContext { Actor = new AuditActor("u-17") { Name = "Ada Brandt" }, Session = "s-1" }))
{
    await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
    await scope.ServiceProvider.GetRequiredService<ICommandHandler<PostInvoice>>().HandleAsync(new PostInvoice(invoice.Id, "month end"), default);
}

IAuditReader reader = host.Services.GetRequiredService<IAuditReader>();
await reader.WaitUntilVisibleAsync(1, TimeSpan.FromSeconds(10));
AuditPage page = await reader.HistoryAsync("invoice", invoice.Id.ToString(), AuditAccess.Everything);
foreach (AuditRecord record in page.Records)
{
    Console.WriteLine($"{record.Event.Action} by {record.Event.Actor.Name}: {record.Event.Reason}");
    foreach (AuditChange change in record.Event.Changes)
    {
        Console.WriteLine($"{change.Path}: {change.Old.ToDisplayText()} -> {change.New.ToDisplayText()}");
    }
}

await host.StopAsync();

public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}

public enum InvoiceStatus
{
    Draft,
    Posted,
}

[Auditable("finance", "invoice")]
public sealed class Invoice
{
    [AuditKey]
    public Guid Id { get; init; }

    [AuditName]
    public required string Number { get; init; }

    public InvoiceStatus Status { get; private set; }

    [AuditSensitive(Sensitivity.Mask)]
    public string? Iban { get; set; }

    public void Post() => Status = InvoiceStatus.Posted;
}

public sealed record PostInvoice(Guid Id, [property: AuditReason] string? Why);

[Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
public sealed class PostInvoiceHandler(Invoices invoices, IAuditScope audit) : ICommandHandler<PostInvoice>
{
    public Task HandleAsync(PostInvoice command, CancellationToken cancellationToken)
    {
        Invoice invoice = invoices.Get(command.Id);
        audit.Track(invoice);
        invoice.Post();
        return Task.CompletedTask;
    }
}

public sealed class Invoices
{
    private readonly Dictionary<Guid, Invoice> _invoices = [];

    public void Add(Invoice invoice) => _invoices.Add(invoice.Id, invoice);

    public Invoice Get(Guid id) => _invoices[id];
}
