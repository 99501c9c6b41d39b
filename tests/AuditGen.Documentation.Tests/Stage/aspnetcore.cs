global using System.Net;
global using AuditGen.AspNetCore;
global using Microsoft.AspNetCore.Http.Features;
global using Microsoft.AspNetCore.HttpOverrides;

internal partial class Stage
{
    private static readonly WebApplicationBuilder builder = null!;
    private static readonly WebApplication app = null!;
    private static readonly ICommandHandler<ChangeBankAccount> handler = null!;
}

public sealed record ChangeBankAccount(string Supplier, string Iban, string Why);
