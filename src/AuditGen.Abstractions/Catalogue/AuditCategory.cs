namespace AuditGen;

/// <summary>What kind of thing an action does; one of 27. The stored form is the name in lower case.</summary>
public enum AuditCategory
{
    /// <summary>Put into use: released, started, unlocked.</summary>
    Activate = 1,

    /// <summary>Agreed to by someone with the right to.</summary>
    Approve = 2,

    /// <summary>Given to a person or a role.</summary>
    Assign = 3,

    /// <summary>Logged in, out, or tried to.</summary>
    Authenticate = 4,

    /// <summary>Called off before it was done.</summary>
    Cancel = 5,

    /// <summary>Brought to its end.</summary>
    Close = 6,

    /// <summary>Done as intended.</summary>
    Complete = 7,

    /// <summary>A setting or rule was set.</summary>
    Configure = 8,

    /// <summary>Came into being.</summary>
    Create = 9,

    /// <summary>Taken out of use: locked, blocked, retired.</summary>
    Deactivate = 10,

    /// <summary>Removed or marked for removal.</summary>
    Delete = 11,

    /// <summary>Measured, counted, calculated or judged.</summary>
    Evaluate = 12,

    /// <summary>Data left the system.</summary>
    Export = 13,

    /// <summary>A right was given.</summary>
    Grant = 14,

    /// <summary>Data entered the system.</summary>
    Import = 15,

    /// <summary>Handed out: a document, material, a key.</summary>
    Issue = 16,

    /// <summary>Set against a counterpart and found equal.</summary>
    Match = 17,

    /// <summary>Entered in the books.</summary>
    Post = 18,

    /// <summary>Came in: goods, output, a return.</summary>
    Receive = 19,

    /// <summary>Refused by someone with the right to.</summary>
    Reject = 20,

    /// <summary>Opened again after it was closed.</summary>
    Reopen = 21,

    /// <summary>A removal was undone.</summary>
    Restore = 22,

    /// <summary>Undone by a counter-entry.</summary>
    Reverse = 23,

    /// <summary>A right was taken away.</summary>
    Revoke = 24,

    /// <summary>Handed in for decision.</summary>
    Submit = 25,

    /// <summary>Moved from one place, stage or owner to another.</summary>
    Transfer = 26,

    /// <summary>Changed in any other way.</summary>
    Update = 27,
}
