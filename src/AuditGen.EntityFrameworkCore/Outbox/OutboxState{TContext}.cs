namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>The state of the relay of one context.</summary>
internal sealed class OutboxState<TContext>() : OutboxState(typeof(TContext).Name);
