#pragma warning disable IDE0130, MA0048, MA0182, SA1402 // the shapes of another library, in its own namespace: it is recognised by name
using Microsoft.Extensions.DependencyInjection;

namespace MediatR;

public interface IRequest<out TResponse>;

public interface IRequest;

public interface IRequestHandler<in TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
}

public interface IRequestHandler<in TRequest>
    where TRequest : IRequest
{
    Task Handle(TRequest request, CancellationToken cancellationToken);
}

public delegate Task<TResponse> RequestHandlerDelegate<TResponse>();

public interface IPipelineBehavior<in TRequest, TResponse>
    where TRequest : notnull
{
    Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);
}

/// <summary>Sends requests as the library does: handler and behaviours come from the container.</summary>
public sealed class Mediator(IServiceProvider services)
{
    public Task<TResponse> Send<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRequest<TResponse>
    {
        RequestHandlerDelegate<TResponse> call = () => services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().Handle(request, cancellationToken);
        foreach (IPipelineBehavior<TRequest, TResponse> behavior in services.GetServices<IPipelineBehavior<TRequest, TResponse>>().Reverse())
        {
            RequestHandlerDelegate<TResponse> next = call;
            call = () => behavior.Handle(request, next, cancellationToken);
        }

        return call();
    }

    public Task Send<TRequest>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRequest => services.GetRequiredService<IRequestHandler<TRequest>>().Handle(request, cancellationToken);
}
