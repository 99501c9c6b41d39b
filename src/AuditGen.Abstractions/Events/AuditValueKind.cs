namespace AuditGen;

/// <summary>What a recorded value is: a plain JSON value, or one of the tagged values of the event text.</summary>
public enum AuditValueKind
{
    /// <summary>There is no value: the old one of an addition, the new one of a removal.</summary>
    Missing,

    /// <summary>The value <c>null</c>, which differs from no value.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number, as its digits.</summary>
    Number,

    /// <summary>A string; dates, times, ids and base64 are strings too.</summary>
    String,

    /// <summary>An object: a value object, or the announcement of a container.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An enum value: name and number.</summary>
    Enum,

    /// <summary>There was a value; it is masked.</summary>
    Masked,

    /// <summary>A keyed hash of the value.</summary>
    Hash,

    /// <summary>The beginning of a text longer than the limit, with its length and hash.</summary>
    Cut,

    /// <summary>A value of a type nobody annotated.</summary>
    Unaudited,

    /// <summary>Personal data under a subject's key.</summary>
    Sealed,

    /// <summary>A JSON value that itself begins with a <c>$</c> member.</summary>
    Json,

    /// <summary>A tagged value written by a later version.</summary>
    Other,

    /// <summary>Personal data whose key was shredded: nobody can read it any more. Shown to readers, never stored.</summary>
    Erased,
}
