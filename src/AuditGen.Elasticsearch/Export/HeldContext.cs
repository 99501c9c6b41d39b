using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Export;

/// <summary>A context that an exporter holds back: it has a cursor of its own until it has caught up with the others.</summary>
/// <param name="context">The context.</param>
/// <param name="cursor">Its own cursor.</param>
internal sealed class HeldContext(string context, IJournalCursor cursor)
{
    private long _leftOut;
    private long _resumeAt = -1;

    public string Context => context;

    public IJournalCursor Cursor => cursor;

    /// <summary>Index of the first event that its runner has not looked at.</summary>
    public long Position => cursor.Position;

    /// <summary>Whether a runner brings its events.</summary>
    public bool HasRunner { get; set; }

    /// <summary>Whether it has caught up: from <see cref="ResumeAt"/> on the exporter's own pages carry it again.</summary>
    public bool HasCaughtUp => _resumeAt >= 0;

    /// <summary>Index from which the exporter's own pages carry it again, -1 while it is held back.</summary>
    public long ResumeAt => _resumeAt;

    /// <summary>Whether the exporter's own page leaves the event out; it is this context's own runner that brings it then.</summary>
    public bool LeavesOut(long index)
    {
        if (_resumeAt >= 0 && index >= _resumeAt)
        {
            return false;
        }

        _leftOut = Math.Max(_leftOut, index + 1);
        return true;
    }

    /// <summary>Its runner has come to the journal's end.</summary>
    /// <param name="position">Index of the first event that it has not looked at.</param>
    /// <returns>Whether it has caught up; not, where the exporter has left out later ones meanwhile.</returns>
    public bool CatchUp(long position)
    {
        if (position < _leftOut)
        {
            return false;
        }

        _resumeAt = position;
        return true;
    }

    /// <summary>It is held back once more.</summary>
    /// <param name="leftOut">Index behind the last event that was left out.</param>
    public void HoldAgain(long leftOut)
    {
        _resumeAt = -1;
        _leftOut = Math.Max(_leftOut, leftOut);
    }
}
