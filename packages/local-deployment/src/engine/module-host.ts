/** Runs the project's TypeScript through Vite's module runner, so that a change on disk takes effect without a restart. */
import { createRequire } from "node:module";
import { dirname, relative, sep } from "node:path";
import { createServer, createServerModuleRunner, normalizePath, type Plugin } from "vite";
import { exposeEngineInternals } from "./engine-patches.ts";
import type { EngineModule, FunctionModule } from "./engine-types.ts";

export interface ModuleHost {
  import(file: string): Promise<FunctionModule>;
  /** Forgets every loaded module, so that the next import reads the disk again. */
  clear(): void;
  loadEngine(): Promise<EngineModule>;
  close(): Promise<void>;
}

const DEFINITION_FILE = /[\\/]convex\.config\.[jt]s$/;
const DEFAULT_EXPORT = /export\s+default\s+/;

/**
 * What the deployment adds to each component definition when code is pushed: the path that identifies it (relative to
 * the functions' folder) and the name it is installed under when the app gives none.
 */
function identifyComponentDefinitions(convexDir: string): Plugin {
  return {
    name: "convex-component-definitions",
    transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (!DEFINITION_FILE.test(file) || dirname(file) === convexDir) {
        return null;
      }
      if (!DEFAULT_EXPORT.test(code)) {
        throw new Error(`${file} must have an "export default" statement for its component definition.`);
      }
      const path = relative(convexDir, dirname(file)).split(sep).join("/");
      return {
        code: `${code.replace(DEFAULT_EXPORT, "const convexComponentDefinition = ")}
convexComponentDefinition.componentDefinitionPath ??= ${JSON.stringify(path)};
convexComponentDefinition.defaultName ??= convexComponentDefinition._name;
export default convexComponentDefinition;`,
        map: null,
      };
    },
  };
}

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const NOT_DEPLOYED = /[\\/]_generated[\\/]|\.test\.[jt]sx?$/;

/** Whether a change of the file can change what the functions do: a source among them, or anything that they import. */
export function concernsFunctions(file: string, convexDir: string, isLoaded: boolean): boolean {
  if (NOT_DEPLOYED.test(file)) {
    return false;
  }
  return isLoaded || (file.startsWith(`${convexDir}${sep}`) && SOURCE_FILE.test(file));
}

/** Shared by all deployments of a process: the engine installs itself in `globalThis`, so there must be one of it. */
declare global {
  var convexEngineOfThisProcess: Promise<EngineModule> | undefined;
}

/**
 * @param projectDir folder with the project's `package.json`
 * @param convexDir folder of the Convex functions
 * @param onChange called with the changed file; omit to load once
 */
export async function openModuleHost(options: {
  projectDir: string;
  convexDir: string;
  onChange?: (file: string) => void;
}): Promise<ModuleHost> {
  const server = await createServer({
    configFile: false,
    envDir: false,
    root: options.projectDir,
    appType: "custom",
    logLevel: "error",
    clearScreen: false,
    optimizeDeps: { noDiscovery: true, include: [] },
    server: {
      middlewareMode: true,
      hmr: false,
      ws: false,
      watch: options.onChange ? {} : null,
    },
    ssr: { noExternal: [/^@convex-dev\//, "convex-test"] },
    plugins: [identifyComponentDefinitions(options.convexDir), exposeEngineInternals()],
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  const { onChange } = options;
  if (onChange) {
    for (const event of ["change", "add", "unlink"] as const) {
      server.watcher.on(event, (file) => {
        const loaded = server.environments.ssr.moduleGraph.getModulesByFile(normalizePath(file));
        if (concernsFunctions(file, options.convexDir, loaded !== undefined && loaded.size > 0)) {
          onChange(file);
        }
      });
    }
  }
  return {
    import: (file) => runner.import<FunctionModule>(file),
    clear: () => {
      server.environments.ssr.moduleGraph.invalidateAll();
      runner.clearCache();
    },
    loadEngine: () => {
      globalThis.convexEngineOfThisProcess ??= runner.import<EngineModule>(
        createRequire(import.meta.url).resolve("convex-test"),
      );
      return globalThis.convexEngineOfThisProcess;
    },
    close: async () => {
      await runner.close();
      await server.close();
    },
  };
}
