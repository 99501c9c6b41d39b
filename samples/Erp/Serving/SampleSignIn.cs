using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Serving;

/// <summary>
/// Signing in with one click, for invented data on one's own machine: who one claims to be is believed. What each person may
/// read is enforced all the same. A system in use has an identity provider here.
/// </summary>
internal static class SampleSignIn
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Path = "/sign-in";

    public static void AddSampleSignIn(this IServiceCollection services) => services.AddAuthentication(Scheme).AddCookie(static options =>
    {
        options.Cookie.Name = "erp-sample";
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.LoginPath = Path;
        options.AccessDeniedPath = Path;
        options.Events.OnRedirectToLogin = static redirect => Refuse(redirect, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = static redirect => Refuse(redirect, StatusCodes.Status403Forbidden);
    });

    public static void MapSampleSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", static http =>
        {
            http.Response.Redirect("/audit/");
            return Task.CompletedTask;
        });
        endpoints.MapGet(Path, static http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(SignInPage.Html, http.RequestAborted);
        });
        endpoints.MapGet($"{Path}/{{person}}", static async http =>
        {
            if (SamplePerson.All.FirstOrDefault(one => one.Key == (string?)http.GetRouteValue("person")) is { } person)
            {
                await http.SignInAsync(Scheme, person.SignIn(Scheme));
            }

            // The browser keeps what stands behind the #, so a link can lead to any view.
            http.Response.Redirect("/audit/");
        });
    }

    /// <summary>A person is shown where to sign in; a program is told that it has not.</summary>
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        if (redirect.Request.Path.StartsWithSegments("/audit/api", StringComparison.Ordinal))
        {
            redirect.Response.StatusCode = status;
        }
        else
        {
            redirect.Response.Redirect(Path);
        }

        return Task.CompletedTask;
    }
}
