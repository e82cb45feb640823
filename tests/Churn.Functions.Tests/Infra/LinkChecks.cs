namespace Churn.Functions.Tests.Infra;

/// <summary>Whether the files parse, and whether what they say of each other is so.</summary>
internal static class LinkChecks
{
    private const int MaxLines = 150;

    public static IEnumerable<string> Find(Infrastructure infra) =>
        [.. infra.Bicep.Values.SelectMany(Form), .. Modules(infra), .. Names(infra), .. Parameters(infra)];

    private static IEnumerable<string> Form(BicepFile file)
    {
        foreach (var error in file.Root.OfType("ERROR"))
        {
            yield return $"{file.Path} line {error.Line}: does not parse";
        }

        var lines = file.Root.Text.Count(c => c == '\n');
        if (lines > MaxLines)
        {
            yield return $"{file.Path}: {lines} lines are more than {MaxLines}";
        }
    }

    private static IEnumerable<string> Modules(Infrastructure infra)
    {
        var modules = infra.Main.Modules.ToList();
        foreach (var orphan in infra.Bicep.Keys.Except(modules.Select(module => $"infra/{module.Type}")).Except([InfraFiles.Main]))
        {
            yield return $"{orphan}: no module of main.bicep uses it";
        }

        foreach (var module in modules)
        {
            if (!infra.Bicep.TryGetValue($"infra/{module.Type}", out var file))
            {
                yield return $"module {module.Symbol}: {module.Type} is not there";
                continue;
            }

            var given = module.Body.Property("params")?.Children.Select(property => property.Children[0].Value).ToList() ?? [];
            foreach (var missing in file.Parameters.Where(parameter => !parameter.Value && !given.Contains(parameter.Key)))
            {
                yield return $"module {module.Symbol}: parameter {missing.Key} is not given";
            }

            foreach (var unknown in given.Except(file.Parameters.Keys))
            {
                yield return $"module {module.Symbol}: there is no parameter {unknown}";
            }
        }
    }

    // Outputs that are used must exist, and every variable and parameter must be used.
    private static IEnumerable<string> Names(Infrastructure infra)
    {
        var modules = infra.Main.Modules.ToDictionary(module => module.Symbol, module => infra.Bicep.GetValueOrDefault($"infra/{module.Type}"));
        foreach (var member in infra.Main.Root.OfType("member_expression"))
        {
            if (member.Text.Split('.') is [var symbol, "outputs", var output] && modules.GetValueOrDefault(symbol)?.Outputs.Contains(output) == false)
            {
                yield return $"main.bicep line {member.Line}: {symbol} has no output {output}";
            }
        }

        foreach (var file in infra.Bicep.Values)
        {
            var used = file.Root.OfType("identifier").Select(identifier => identifier.Text).ToLookup(name => name);
            foreach (var unused in file.Parameters.Keys.Where(name => used[name].Count() < 2))
            {
                yield return $"{file.Path}: parameter {unused} is not used";
            }
        }
    }

    private static IEnumerable<string> Parameters(Infrastructure infra)
    {
        var given = infra.Files.Json(InfraFiles.Parameters)["parameters"]!.AsObject().Select(pair => pair.Key).ToList();
        return
        [
            .. given.Except(infra.Main.Parameters.Keys).Select(name => $"main.parameters.json: main.bicep has no parameter {name}"),
            .. infra.Main.Parameters.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(given)
                .Select(name => $"main.parameters.json: parameter {name} is not given"),
        ];
    }
}
