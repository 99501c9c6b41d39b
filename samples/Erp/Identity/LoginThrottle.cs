using System.Collections.Concurrent;

namespace Erp.Identity;

/// <summary>Counts failed log-ins in a row. Technical state: it is not audited, the events of the log-ins are.</summary>
public sealed class LoginThrottle
{
    /// <summary>After this many failures in a row the user is locked.</summary>
    public const int Limit = 5;

    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Whether the limit was reached just now.</returns>
    public bool CountFailure(string userName) => _failures.AddOrUpdate(userName, 1, static (_, count) => count + 1) == Limit;

    public void Forget(string userName) => _failures.TryRemove(userName, out _);
}
