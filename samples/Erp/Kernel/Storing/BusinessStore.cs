namespace Erp.Kernel;

/// <summary>Commits the writes of many requests, each completely or not at all.</summary>
internal sealed class BusinessStore
{
    private readonly Lock _gate = new();

    /// <exception cref="CommitFailedException">Nothing was written.</exception>
    public void Commit(List<IPendingWrite> writes)
    {
        lock (_gate)
        {
            int reserved = 0;
            try
            {
                for (; reserved < writes.Count; reserved++)
                {
                    writes[reserved].Reserve();
                }
            }
            catch (CommitFailedException)
            {
                while (--reserved >= 0)
                {
                    writes[reserved].Release();
                }

                throw;
            }

            foreach (IPendingWrite write in writes)
            {
                write.Apply();
            }
        }
    }
}
