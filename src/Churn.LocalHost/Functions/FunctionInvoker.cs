using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Functions;

/// <summary>Runs each function in its own scope, as the worker does.</summary>
internal sealed class FunctionInvoker(IServiceProvider services)
{
    private long _invocations;
    private long _running;

    /// <summary>
    /// A counter that grows with every start and every end of a function. If two readings are equal, nothing started or ended between them.
    /// </summary>
    public long Activity => Interlocked.Read(ref _invocations);

    public long Running => Interlocked.Read(ref _running);

    /// <summary>Throws if no invocation could fill a parameter, so that a mistake shows at the start.</summary>
    public static void Check(FunctionDescriptor function)
    {
        foreach (var parameter in function.Method.GetParameters())
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (!IsTrigger(parameter, function) && !IsContext(type) && !CanConvert(type))
                throw new LocalHostException(
                    $"Function {function.Name} has a parameter '{parameter.Name}' of type {type.Name}, which Churn.LocalHost cannot fill.");
        }

        // The worker does not unwrap a ValueTask either.
        if (function.Method.ReturnType.IsValueType && function.Method.ReturnType != typeof(void))
            throw new LocalHostException(
                $"Function {function.Name} returns {function.Method.ReturnType.Name}; a function returns a Task or a result.");
    }

    public async Task<object?> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _invocations);
        Interlocked.Increment(ref _running);
        try
        {
            await using var scope = services.CreateAsyncScope();
            var function = invocation.Function;
            var context = new LocalFunctionContext(
                function.Name, $"local-{number:D8}", scope.ServiceProvider, invocation.BindingData, cancellationToken);
            if (invocation.Http is { } http)
                context.Items[LocalFunctionContext.HttpContextKey] = http;

            var arguments = function.Method.GetParameters().Select(parameter => Argument(parameter, invocation, context)).ToArray();
            var instance = function.Method.IsStatic
                ? null
                : ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Method.DeclaringType!);
            try
            {
                var result = function.Method.Invoke(
                    instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, CultureInfo.InvariantCulture);
                if (result is not Task task)
                    return result;
                await task;
                return ResultOf(task, function.Method.ReturnType);
            }
            finally
            {
                await DisposeAsync(instance);
            }
        }
        finally
        {
            Interlocked.Increment(ref _invocations);
            Interlocked.Decrement(ref _running);
        }
    }

    private static object? ResultOf(Task task, Type declared) =>
        declared.IsGenericType ? declared.GetProperty(nameof(Task<object>.Result))!.GetValue(task) : null;

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asyncDisposable)
            await asyncDisposable.DisposeAsync();
        else
            (instance as IDisposable)?.Dispose();
    }

    /// <summary>
    /// Whether a parameter is the trigger's. They are compared by position: reflection fills its cache of parameters without a
    /// lock, so two hosts that start at the same time can hold different ParameterInfo objects of the same method, and reference
    /// equality would fail from then on.
    /// </summary>
    private static bool IsTrigger(ParameterInfo parameter, FunctionDescriptor function) =>
        parameter.Position == function.TriggerParameter.Position;

    private static bool IsContext(Type type) =>
        type == typeof(CancellationToken) || type == typeof(FunctionContext) || type == typeof(HttpContext) || type == typeof(HttpRequest);

    private static bool CanConvert(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    private static object? Argument(ParameterInfo parameter, FunctionInvocation invocation, FunctionContext context)
    {
        if (IsTrigger(parameter, invocation.Function))
            return invocation.TriggerValue;
        if (parameter.ParameterType == typeof(CancellationToken))
            return context.CancellationToken;
        if (parameter.ParameterType == typeof(FunctionContext))
            return context;
        if (parameter.ParameterType == typeof(HttpContext))
            return invocation.Http;
        if (parameter.ParameterType == typeof(HttpRequest))
            return invocation.Http?.Request;
        return Named(parameter, invocation.BindingData);
    }

    private static object? Named(ParameterInfo parameter, IReadOnlyDictionary<string, object?> data)
    {
        var value = data.FirstOrDefault(pair => string.Equals(pair.Key, parameter.Name, StringComparison.OrdinalIgnoreCase)).Value;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : !type.IsValueType || type != parameter.ParameterType ? null
                : throw new InvalidOperationException($"The parameter '{parameter.Name}' has no value.");
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
    }
}

/// <summary>One run of a function: the value of the trigger's parameter, and the values that other parameters take by name.</summary>
internal sealed record FunctionInvocation(FunctionDescriptor Function, object? TriggerValue)
{
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = new Dictionary<string, object?>();

    public HttpContext? Http { get; init; }
}
