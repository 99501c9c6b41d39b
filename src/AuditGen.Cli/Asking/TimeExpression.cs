using System.Globalization;

namespace AuditGen.Cli.Asking;

/// <summary>
/// Times as people write them (docs/cli.md): spans back from now, days, days with times, times alone. Without an offset a time
/// is one of the zone; without a year or a day it is the last such time that is not in the future.
/// </summary>
internal sealed class TimeExpression(DateTimeOffset now, TimeZoneInfo zone)
{
    private static readonly string[] s_times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF"];
    private static readonly string[] s_withYear = Combine("yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy");
    private static readonly string[] s_withoutYear = Combine("yyyy d MMMM", "yyyy d MMM", "yyyy MMMM d", "yyyy MMM d");
    private static readonly string[] s_offset = ["yyyy-MM-dd H:mmzzz", "yyyy-MM-dd H:mm:sszzz", "yyyy-MM-dd H:mm:ss.FFFFFFFzzz"];
    private static readonly string[] s_utc = ["yyyy-MM-dd H:mm'Z'", "yyyy-MM-dd H:mm:ss'Z'", "yyyy-MM-dd H:mm:ss.FFFFFFF'Z'"];
    private static readonly string[] s_clock = ["H:mm", "H:mm:ss"];

    /// <summary>Reads a time.</summary>
    /// <param name="option">The option it was given to.</param>
    /// <param name="text">What was given.</param>
    /// <param name="edge">Which of two is meant where a local time came twice.</param>
    public DateTimeOffset Parse(string option, string text, TimeEdge edge)
    {
        string plain = Plain(text);
        try
        {
            if (Back(plain) is { } span)
            {
                return now - span;
            }

            if (Absolute(plain) is { } absolute)
            {
                return absolute;
            }

            if (Local(plain) is { } local)
            {
                return InZone(local, edge);
            }
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new UsageException($"{option} '{Inputs.Shown(text)}' lies outside the calendar. Write a time between the years 1 and 9999.");
        }

        throw new UsageException($"{option} cannot be read: '{Inputs.Shown(text)}'. Write a span back from now (45m, 2h, 7d, 1w), a day (2026-11-01, 14 March), "
            + "a time (09:15), both (2026-11-01 09:15, 14 March 09:15), or an exact time (2026-11-01T09:15:00Z).");
    }

    private static string[] Combine(params ReadOnlySpan<string> days)
    {
        var all = new List<string>();
        foreach (string day in days)
        {
            all.AddRange(s_times.Select(time => day + time));
        }

        return [.. all];
    }

    /// <summary>One space between the words, a space for the T of ISO 8601, no comma and no "at".</summary>
    private static string Plain(string text)
    {
        string[] words = text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string plain = string.Join(' ', words.Where(static word => !string.Equals(word, "at", StringComparison.OrdinalIgnoreCase)));
        return plain.Length > 10 && plain[10] is 'T' or 't' && char.IsAsciiDigit(plain[9]) ? string.Concat(plain.AsSpan(0, 10), " ", plain.AsSpan(11)) : plain;
    }

    /// <summary>Spans such as <c>1h30m</c>, with or without "ago".</summary>
    private static TimeSpan? Back(string plain)
    {
        ReadOnlySpan<char> rest = plain.EndsWith(" ago", StringComparison.OrdinalIgnoreCase) ? plain.AsSpan(0, plain.Length - 4) : plain;
        TimeSpan total = TimeSpan.Zero;
        bool any = false;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 9)
            {
                return null;
            }

            int amount = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            TimeSpan? unit = rest[digits] switch
            {
                's' => TimeSpan.FromSeconds(1),
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                'w' => TimeSpan.FromDays(7),
                _ => null,
            };
            if (unit is not { } one)
            {
                return null;
            }

            total += one * amount;
            any = true;
            rest = rest[(digits + 1)..].TrimStart(' ');
        }

        return any ? total : null;
    }

    private DateTimeOffset? Absolute(string plain)
    {
        if (string.Equals(plain, "now", StringComparison.OrdinalIgnoreCase))
        {
            return now;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(plain, s_offset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            || DateTimeOffset.TryParseExact(plain.ToUpperInvariant(), s_utc, CultureInfo.InvariantCulture, Utc, out time)
            ? time
            : null;
    }

    private DateTime? Local(string plain)
    {
        DateTime here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (TryRead(plain, s_withYear, out DateTime local) || TryRead(plain, ["yyyy-MM"], out local))
        {
            return local;
        }

        if (TryRead(plain, s_clock, out DateTime clock))
        {
            local = here.Date + clock.TimeOfDay;
            return local <= here ? local : local.AddDays(-1);
        }

        return Named(plain, here) ?? WithoutYear(plain, here);
    }

    /// <summary><c>today</c> and <c>yesterday</c>, with or without a time.</summary>
    private static DateTime? Named(string plain, DateTime here)
    {
        int space = plain.IndexOf(' ', StringComparison.Ordinal);
        string word = space < 0 ? plain : plain[..space];
        DateTime? day = word.ToUpperInvariant() switch { "TODAY" => here.Date, "YESTERDAY" => here.Date.AddDays(-1), _ => null };
        return space < 0 || day is null ? day : TryRead(plain[(space + 1)..], s_clock, out DateTime clock) ? day + clock.TimeOfDay : null;
    }

    /// <summary>The last such day; the 29th of February may lie eight years back.</summary>
    private static DateTime? WithoutYear(string plain, DateTime here)
    {
        for (int year = here.Year; year >= Math.Max(1, here.Year - 8); year--)
        {
            if (TryRead(string.Create(CultureInfo.InvariantCulture, $"{year:D4} {plain}"), s_withoutYear, out DateTime local) && local <= here)
            {
                return local;
            }
        }

        return null;
    }

    private static bool TryRead(string text, string[] formats, out DateTime time) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out time);

    private DateTimeOffset InZone(DateTime local, TimeEdge edge)
    {
        if (zone.IsInvalidTime(local))
        {
            // The clocks skipped it: as if they had not been put forward yet.
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3)));
        }

        TimeSpan offset = zone.IsAmbiguousTime(local)
            ? edge == TimeEdge.Begin ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetAmbiguousTimeOffsets(local).Min()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
