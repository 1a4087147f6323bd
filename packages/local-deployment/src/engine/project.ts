/** Reads a Convex project from disk: its functions, schema, components, crons, routes and auth providers. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join, relative, sep } from "node:path";
import type { JSONValue } from "convex/values";
import type { FunctionModule } from "./engine-types.ts";
import type { ModuleHost } from "./module-host.ts";

/** The runtime shape of the default export of `convex.config.ts`. */
export interface ComponentDefinition {
  componentDefinitionPath?: string;
  _childComponents: [name: string, definition: ComponentDefinition, ...rest: unknown[]][];
  export(): Record<string, JSONValue>;
}

export interface LoadedComponent {
  /** Instance path: names joined by `/`; empty for the app. */
  componentPath: string;
  /** Folder of the definition, relative to the app's functions; empty for the app. */
  definitionPath: string;
  definition: ComponentDefinition | null;
  schema: unknown;
  /** By module path without extension (`models/artifacts`). */
  modules: Map<string, FunctionModule>;
}

export interface LoadedProject {
  components: Map<string, LoadedComponent>;
  authConfig: unknown;
}

const ENTRY_POINT_EXTENSIONS = [".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs"];
const HAS_MODULE_SYNTAX = /^\s{0,100}(import|export)/m;

function firstExisting(dir: string, names: readonly string[]): string | null {
  return names.map((name) => join(dir, name)).find((file) => existsSync(file)) ?? null;
}

/** The same choice of files as Convex's bundler makes; one that it skips must not be callable here either. */
async function entryPoints(root: string, dir = root): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const file = join(dir, entry.name);
    if (entry.isDirectory()) {
      const isOwnComponent = existsSync(join(file, "convex.config.ts"));
      const isGenerated = dir === root && entry.name === "_generated";
      if (!isOwnComponent && !isGenerated && entry.name !== "node_modules") {
        found.push(...(await entryPoints(root, file)));
      }
      continue;
    }
    const name = basename(file);
    const skipped =
      !ENTRY_POINT_EXTENSIONS.includes(extname(file)) ||
      name.startsWith(".") ||
      name.startsWith("#") ||
      name === "schema.ts" ||
      name === "schema.js" ||
      name.split(".").length > 2 ||
      name.includes(" ");
    if (!skipped && HAS_MODULE_SYNTAX.test(await readFile(file, "utf8"))) {
      found.push(file);
    }
  }
  return found.sort();
}

async function loadComponent(
  host: ModuleHost,
  convexDir: string,
  place: { componentPath: string; definition: ComponentDefinition | null },
): Promise<LoadedComponent> {
  const definitionPath = place.definition?.componentDefinitionPath ?? "";
  const dir = join(convexDir, definitionPath);
  const schemaFile = firstExisting(dir, ["schema.ts", "schema.js"]);
  const modules = new Map<string, FunctionModule>();
  // All of it now: an import inside a nested call would run where timers and fetch are forbidden.
  for (const file of await entryPoints(dir)) {
    const path = relative(dir, file).split(sep).join("/");
    modules.set(path.slice(0, -extname(path).length), await host.import(file));
  }
  return {
    componentPath: place.componentPath,
    definitionPath,
    definition: place.definition,
    schema: schemaFile ? (await host.import(schemaFile)).default : null,
    modules,
  };
}

export async function loadProject(host: ModuleHost, convexDir: string): Promise<LoadedProject> {
  if (!existsSync(convexDir)) {
    throw new Error(
      `There is no folder ${convexDir}: name the folder of the Convex functions with --convex-dir.`,
    );
  }
  const configFile = firstExisting(convexDir, ["convex.config.ts", "convex.config.js"]);
  const rootDefinition = configFile
    ? // The default export of convex.config is typed by Convex for authors; this is its documented runtime shape.
      ((await host.import(configFile)).default as ComponentDefinition)
    : null;
  const components = new Map<string, LoadedComponent>();
  const visit = async (componentPath: string, definition: ComponentDefinition | null): Promise<void> => {
    components.set(componentPath, await loadComponent(host, convexDir, { componentPath, definition }));
    for (const [name, child] of definition?._childComponents ?? []) {
      await visit(componentPath === "" ? name : `${componentPath}/${name}`, child);
    }
  };
  await visit("", rootDefinition);
  const authFile = firstExisting(convexDir, ["auth.config.ts", "auth.config.js"]);
  return { components, authConfig: authFile ? (await host.import(authFile)).default : null };
}

export function emptyProject(): LoadedProject {
  const app: LoadedComponent = {
    componentPath: "",
    definitionPath: "",
    definition: null,
    schema: null,
    modules: new Map(),
  };
  return { components: new Map([["", app]]), authConfig: null };
}
