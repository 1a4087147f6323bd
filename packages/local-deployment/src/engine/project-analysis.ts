/** Describes a project as a deployment describes it to `npx convex codegen` after a push. */
import type { JSONValue } from "convex/values";
import { asRegisteredFunction } from "./functions.ts";
import type { LoadedComponent, LoadedProject } from "./project.ts";

const UDF_TYPES = { query: "Query", mutation: "Mutation", action: "Action" } as const;

/** Field names of validators in order: the generated code must not depend on how an author wrote them. */
function sortKeys(value: JSONValue): JSONValue {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry ?? null)]));
}

function sortedValidator(json: string): string | null {
  const validator: JSONValue = JSON.parse(json);
  return validator === null ? null : JSON.stringify(sortKeys(validator));
}

interface AnalyzedFunction {
  name: string;
  pos: null;
  udfType: (typeof UDF_TYPES)[keyof typeof UDF_TYPES];
  visibility: { kind: "public" | "internal" };
  args: string | null;
  returns: string | null;
}

type ExportTree = { type: "branch"; branch: [string, ExportTree][] } | { type: "leaf"; leaf: string };

function analyzeFunctions(component: LoadedComponent): Map<string, AnalyzedFunction[]> {
  const analyzed = new Map<string, AnalyzedFunction[]>();
  for (const [modulePath, module] of component.modules) {
    const functions: AnalyzedFunction[] = [];
    for (const [name, value] of Object.entries(module)) {
      const found = asRegisteredFunction(value);
      if (found) {
        functions.push({
          name,
          pos: null,
          udfType: UDF_TYPES[found.kind],
          visibility: { kind: found.isPublic ? "public" : "internal" },
          args: sortedValidator(found.exportArgs()),
          returns: sortedValidator(found.exportReturns()),
        });
      }
    }
    analyzed.set(modulePath, functions);
  }
  return analyzed;
}

/** What a component offers to the app that installs it: its public functions, by module path. */
function exportTree(functions: Map<string, AnalyzedFunction[]>): ExportTree {
  const root: ExportTree = { type: "branch", branch: [] };
  for (const [modulePath, entries] of functions) {
    const visible = entries.filter((entry) => entry.visibility.kind === "public");
    if (visible.length === 0) {
      continue;
    }
    let branch = root.branch;
    for (const part of modulePath.split("/")) {
      let next = branch.find(([name]) => name === part)?.[1];
      if (next?.type !== "branch") {
        next = { type: "branch", branch: [] };
        branch.push([part, next]);
      }
      branch = next.branch;
    }
    for (const { name } of visible) {
      branch.push([name, { type: "leaf", leaf: `_reference/function/${modulePath}:${name}` }]);
    }
  }
  return root;
}

function exportsSchema(schema: unknown): schema is { export(): string } {
  return (
    typeof schema === "object" && schema !== null && "export" in schema && typeof schema.export === "function"
  );
}

function analyzeComponent(component: LoadedComponent) {
  const functions = analyzeFunctions(component);
  const isApp = component.definitionPath === "";
  const definition = component.definition?.export() ?? {
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
  };
  return {
    definition: {
      ...definition,
      path: component.definitionPath,
      exports: isApp ? { type: "branch", branch: [] } : exportTree(functions),
    },
    schema: exportsSchema(component.schema) ? JSON.parse(component.schema.export()) : null,
    functions: Object.fromEntries(
      [...functions].map(([modulePath, entries]) => [
        `${modulePath}.js`,
        { functions: entries, httpRoutes: null, cronSpecs: null, sourceMapped: null },
      ]),
    ),
    udfConfig: { serverVersion: "1.0.0", importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
  };
}

/** By the path of the definition: instances of one component share it. */
export function analyzeProject(project: LoadedProject): Record<string, unknown> {
  const analysis: Record<string, unknown> = {};
  for (const component of project.components.values()) {
    analysis[component.definitionPath] ??= analyzeComponent(component);
  }
  return analysis;
}
