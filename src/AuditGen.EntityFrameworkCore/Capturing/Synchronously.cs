namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Ends work that the synchronous half of Entity Framework asked for.</summary>
internal static class Synchronously
{
    /// <summary>
    /// Gives the result of work that has run synchronously. What has not is an append to the journal, which has a thread of its
    /// own and needs nothing of this one.
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
