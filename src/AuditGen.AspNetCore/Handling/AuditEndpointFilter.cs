using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Handling;

/// <summary>Runs one endpoint as an audited operation. The events are durable before the answer is written.</summary>
internal sealed class AuditEndpointFilter(AuditedHandler handler, Func<object?, bool>? succeeded, EndpointFilterDelegate next)
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context)
    {
        HttpContext http = context.HttpContext;
        IAuditOperations operations = http.RequestServices.GetRequiredService<IAuditOperations>();
        return await operations.RunAsync(
            handler,
            CommandOf(context),
            async _ => await next(context).ConfigureAwait(false),
            result => succeeded?.Invoke(result) ?? (http.Response.StatusCode < StatusCodes.Status400BadRequest && IsSuccess(result)),
            http.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsSuccess(object? result) => result switch
    {
        INestedHttpResult nested => IsSuccess(nested.Result),
        ForbidHttpResult or ChallengeHttpResult => false,
        IStatusCodeHttpResult { StatusCode: { } status } => status < StatusCodes.Status400BadRequest,
        _ => true,
    };

    private object? CommandOf(EndpointFilterInvocationContext context)
    {
        if (handler.CommandType is { } type)
        {
            foreach (object? argument in context.Arguments)
            {
                if (type.IsInstanceOfType(argument))
                {
                    return argument;
                }
            }
        }

        return null;
    }
}
