using Microsoft.EntityFrameworkCore;

namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>The same shop, without an outbox.</summary>
public sealed class PlainContext(DbContextOptions<PlainContext> options) : ShopContext(options);
