using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuditGen.EntityFrameworkCore.CrashChild;

[Audited("item.change", AuditCategory.Update, typeof(Item))]
public sealed class ChangeItemsHandler(ItemContext context) : ICommandHandler<ChangeItems>
{
    public async Task HandleAsync(ChangeItems command, CancellationToken cancellationToken)
    {
        if (command.Kind is 0 or 1)
        {
            await (command.Kind == 0 ? AddAsync(command.Id, cancellationToken) : ChangeAsync(cancellationToken));
            return;
        }

        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await AddAsync(command.Id, cancellationToken);
        await ChangeAsync(cancellationToken);
        if (command.Kind == 2)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task AddAsync(string id, CancellationToken cancellationToken)
    {
        context.Add(new Item { Id = id });
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        if (await context.Items.OrderByDescending(item => item.Id).FirstOrDefaultAsync(cancellationToken) is { } item)
        {
            item.Count++;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
