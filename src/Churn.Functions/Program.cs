using Churn.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddChurn(builder.Configuration);
builder.Services.AddChurnTelemetry(builder.Configuration).UseFunctionsWorkerDefaults();
builder.Build().Run();
