using System.Net;

namespace Erp.Serving;

/// <summary>The page that asks who one is.</summary>
internal static class SignInPage
{
    public static string Html { get; } = $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sign in · ERP sample</title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 16px/1.5 system-ui, 'DejaVu Sans', sans-serif; max-width: 38rem; margin: 12vh auto; padding: 0 1.5rem; }
          li { margin: .8rem 0; } small { display: block; opacity: .75; }
        </style>
        </head>
        <body>
        <h1>Who are you?</h1>
        <p>This is a sample with invented data, served to this machine only: nobody has a password. What each person may read is enforced.</p>
        <ul>
        {{string.Join('\n', SamplePerson.All.Select(static one =>
            $"<li><a href=\"/sign-in/{one.Key}\">{WebUtility.HtmlEncode(one.Name)}</a><small>{WebUtility.HtmlEncode(one.May)}</small></li>"))}}
        </ul>
        </body>
        </html>
        """;
}
