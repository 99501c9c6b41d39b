namespace AuditGen;

/// <summary>Ends work for callers that are not asynchronous.</summary>
internal static class Synchronously
{
    /// <summary>
    /// Waits for work whose only wait is the journal's writer, which has a thread of its own and needs nothing of this one: the
    /// runtime never captures a synchronization context.
    /// </summary>
    public static void Run(ValueTask work)
    {
        if (work.IsCompleted)
        {
            work.GetAwaiter().GetResult();
        }
        else
        {
            work.AsTask().GetAwaiter().GetResult();
        }
    }
}
