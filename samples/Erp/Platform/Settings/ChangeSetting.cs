namespace Erp.Platform;

public sealed record ChangeSetting(string Name, string? Value);

[Audited("setting.change", AuditCategory.Configure, typeof(Setting))]
public sealed class ChangeSettingHandler(IRepository<Setting, string> settings) : ICommandHandler<ChangeSetting>
{
    public Task HandleAsync(ChangeSetting command, CancellationToken cancellationToken) =>
        settings.SetAsync(command.Name, static name => new(name), setting => setting.Change(command.Value), cancellationToken);
}
