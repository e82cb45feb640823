using System.Reflection;

namespace Churn.LocalHost.Functions;

internal sealed record FunctionDescriptor(string Name, MethodInfo Method, ParameterInfo TriggerParameter, FunctionTrigger Trigger);
