/** Finds a function by the path a client gives and says what it is. */
import type { JSONValue } from "convex/values";
import type { FunctionKind } from "../deployment.ts";
import type { FunctionPath } from "./engine-types.ts";
import type { LoadedProject } from "./project.ts";

export interface RegisteredFunction {
  kind: FunctionKind;
  isPublic: boolean;
  /** JSON of the validators, `"null"` for returns that are not validated. */
  exportArgs(): string;
  exportReturns(): string;
}

/** The runtime shape of what `query`, `mutation` and `action` (and their internal forms) return. */
interface FunctionFlags {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  exportArgs(): string;
  exportReturns(): string;
}

function hasFlags(value: unknown): value is FunctionFlags {
  return (
    typeof value === "function" &&
    "exportArgs" in value &&
    typeof value.exportArgs === "function" &&
    "exportReturns" in value &&
    typeof value.exportReturns === "function"
  );
}

/** Null for anything that is no query, mutation or action. */
export function asRegisteredFunction(value: unknown): RegisteredFunction | null {
  if (!hasFlags(value)) {
    return null;
  }
  const kind = value.isQuery ? "query" : value.isMutation ? "mutation" : value.isAction ? "action" : null;
  if (kind === null) {
    return null;
  }
  return {
    kind,
    isPublic: value.isPublic === true,
    exportArgs: () => value.exportArgs(),
    exportReturns: () => value.exportReturns(),
  };
}

/** `models/artifacts.js:list` and `models/artifacts:list` are one; no name means the default export. */
export function canonicalUdfPath(path: string): string {
  const [modulePath = "", exportName = "default"] = path.split(":");
  return `${modulePath.replace(/\.[jt]s$/, "")}:${exportName}`;
}

export function findFunction(project: LoadedProject, path: FunctionPath): RegisteredFunction | null {
  const [modulePath = "", exportName = "default"] = path.udfPath.split(":");
  const module = project.components.get(path.componentPath)?.modules.get(modulePath);
  return asRegisteredFunction(module?.[exportName]);
}

/** The one system function that the command line asks for: which functions there are. */
export const API_SPEC = "_system/cli/modules:apiSpec";

/** The functions of a component as the command line lists them. */
export function functionSpec(project: LoadedProject, componentPath: string): JSONValue[] {
  const specs: JSONValue[] = [];
  for (const [modulePath, module] of project.components.get(componentPath)?.modules ?? []) {
    for (const [name, value] of Object.entries(module)) {
      const found = asRegisteredFunction(value);
      if (found) {
        specs.push({
          identifier: `${modulePath}.js:${name}`,
          functionType: `${found.kind.charAt(0).toUpperCase()}${found.kind.slice(1)}`,
          visibility: { kind: found.isPublic ? "public" : "internal" },
        });
      }
    }
  }
  return specs;
}
