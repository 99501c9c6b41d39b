using System.Net;
using System.Security.Claims;
using AuditGen.AspNetCore.Capture;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Tests.Capture;

public sealed class RequestContextReaderTests
{
    private readonly AuditCaptureOptions _options = new();

    [Fact]
    public void A_signed_in_person_is_the_actor_with_name_roles_session_and_tenant()
    {
        AuditContext context = Read(new("sub", "u-17"), new("name", "Ada Brandt"), new("email", "ada@acme.example"), new("role", "clerk"), new("role", "auditor"), new("sid", "s-88"), new("tenant", "acme"));

        context.Actor!.Id.ShouldBe("u-17");
        context.Actor.Name.ShouldBe("Ada Brandt");
        context.Actor.Email.ShouldBe("ada@acme.example");
        context.Actor.Kind.ShouldBe("user");
        context.Actor.Roles.ShouldBe(["clerk", "auditor"]);
        context.Session.ShouldBe("s-88");
        context.Tenant.ShouldBe("acme");
    }

    [Fact]
    public void Nobody_signed_in_is_anonymous()
    {
        AuditContext context = new RequestContextReader(_options).Read(new DefaultHttpContext());

        context.Actor!.Id.ShouldBe("anonymous");
        context.Actor.Kind.ShouldBe("anonymous");
    }

    [Fact]
    public void An_unauthenticated_identity_with_claims_is_still_anonymous()
    {
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "u-1")])) };

        new RequestContextReader(_options).Read(http).Actor!.Kind.ShouldBe("anonymous");
    }

    [Fact]
    public void A_client_acting_for_itself_is_a_service()
    {
        AuditContext context = Read(new("sub", "billing"), new("client_id", "billing"));

        context.Actor!.Kind.ShouldBe("service");
    }

    [Theory]
    [InlineData("""{"sub":"admin-1","name":"Max Roth"}""", "admin-1", "Max Roth")]
    [InlineData("""{"sub":"admin-1","act":{"sub":"earlier"}}""", "admin-1", null)]
    [InlineData("admin-1", "admin-1", null)]
    public void The_acting_party_is_the_actor_and_the_subject_the_one_it_stands_in_for(string claim, string actor, string? name)
    {
        AuditContext context = Read(new("sub", "u-17"), new("name", "Ada Brandt"), new("act", claim));

        context.Actor!.Id.ShouldBe(actor);
        context.Actor.Name.ShouldBe(name);
        context.Actor.OnBehalfOf.ShouldBe(new AuditPrincipal("u-17", "Ada Brandt"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"sub":7}""")]
    public void A_claim_that_names_nobody_leaves_the_subject_as_the_actor(string claim)
    {
        AuditContext context = Read(new("sub", "u-17"), new("act", claim));

        context.Actor!.Id.ShouldBe("u-17");
        context.Actor.OnBehalfOf.ShouldBeNull();
    }

    [Fact]
    public void Address_agent_and_correlation_come_from_the_request()
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:10.0.0.7");
        http.Request.Headers.UserAgent = "Firefox";
        http.Request.Headers["X-Correlation-Id"] = "c-1";

        AuditContext context = new RequestContextReader(_options).Read(http);

        context.Source!.Ip.ShouldBe("10.0.0.7");
        context.Source.UserAgent.ShouldBe("Firefox");
        context.Correlation.ShouldBe("c-1");
    }

    [Fact]
    public void What_is_too_long_is_cut_and_never_inside_a_character()
    {
        _options.MaxLength = 16;
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = string.Concat(Enumerable.Repeat("😀", 20)).Insert(0, "x");

        string agent = new RequestContextReader(_options).Read(http).Source!.UserAgent!;

        agent.Length.ShouldBe(15);
        char.IsHighSurrogate(agent[^1]).ShouldBeFalse();
    }

    [Fact]
    public void The_application_has_the_last_word()
    {
        _options.Adjust = (_, context) => context with { Tenant = "adjusted" };

        Read(new("sub", "u-1"), new("tenant", "claimed")).Tenant.ShouldBe("adjusted");
    }

    private AuditContext Read(params Claim[] claims)
    {
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) };
        return new RequestContextReader(_options).Read(http);
    }
}
