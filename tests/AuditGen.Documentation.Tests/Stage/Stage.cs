global using System;
global using System.Collections.Generic;
global using System.Collections.Immutable;
global using System.Linq;
global using System.Threading;
global using System.Threading.Tasks;
global using AuditGen;
global using AuditGen.Consuming;
global using AuditGen.Decorating;
global using AuditGen.Elasticsearch;
global using AuditGen.Elasticsearch.Export;
global using AuditGen.Elasticsearch.Transport;
global using AuditGen.Hosting;
global using AuditGen.Scopes;
global using AuditGen.Reading;
global using AuditGen.Retention;
global using AuditGen.Sqlite;
global using AuditGen.Testing;
global using AuditGen.Writing;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.AspNetCore.Http;
global using Microsoft.Extensions.Configuration;
global using Microsoft.Extensions.DependencyInjection;

[assembly: CommandHandler(typeof(ICommandHandler<>))]

public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellationToken);
}

public interface IInvoices
{
    Task<Invoice> GetAsync(Guid id, CancellationToken cancellationToken);

    Task SaveAsync(Invoice invoice, CancellationToken cancellationToken);
}

public sealed class Invoices
{
    public Invoice Get(Guid id) => new() { Id = id, Number = "" };
}

[Auditable("finance", "invoice")]
public sealed class Invoice
{
    [AuditKey]
    public Guid Id { get; init; }

    [AuditName]
    public required string Number { get; init; }

    public DateOnly? PostedOn { get; private set; }

    public void Post(DateOnly on) => PostedOn = on;

    public void Post() => PostedOn = DateOnly.MinValue;

    public void Close() => PostedOn = null;
}

/// <summary>What the examples take as given.</summary>
internal partial class Stage
{
    private static readonly IServiceCollection services = new ServiceCollection();
    private static readonly IConfiguration configuration = new ConfigurationBuilder().Build();
    private static readonly CancellationToken cancellationToken = default;
}
