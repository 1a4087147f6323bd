/**
 * Everything in which the `convex-test` engine is made to differ from its source. One transform appends an export of
 * its internals (checked by name, so that a new version of the engine fails at start and not in use); the rest replaces
 * methods at run time:
 *
 * - results of finished queries are freed, and read lazily, so that documents that a `.filter()` rejects are counted;
 * - a scan visits the documents of its table alone, and index ranges are taken from lists that are kept sorted;
 * - "in a transaction" means this call's own, not whichever one is open;
 * - a page with a fixed end keeps that end although the document there is gone;
 * - commits are published with the documents before and after.
 */
import type { Plugin } from "vite";
import type { EngineInternals } from "./engine-types.ts";
import { patchPages, patchReads } from "./patched-reads.ts";
import { patchTransactions } from "./patched-transactions.ts";

/** Names of module-level bindings that the engine's source must declare. */
const INTERNAL_NAMES = [
  "DatabaseFake",
  "TransactionManager",
  "AuthFake",
  "convexGlobalStorage",
  "nestedTxStorage",
  "authStorage",
  "executionContextStorage",
  "requestMetadataStorage",
  "getConvexGlobal",
  "getCurrentComponentPath",
  "getFunctionPathFromAddress",
  "withAuth",
  "runWithGlobalOverrides",
  "getHandler",
  "validateReturnValue",
  "evaluateRangeFilter",
  "evaluateFieldPath",
  "hasPendingValues",
  "tableNameFromId",
] as const satisfies readonly (keyof EngineInternals)[];

const DATABASE_METHODS = [
  "startQuery",
  "queryNext",
  "paginate",
  "_iterateDocs",
  "_resolveQuerySource",
] as const;
const MANAGER_METHODS = ["begin", "commit", "rollback", "isInTransaction", "getMetricsTracker"] as const;

const ENGINE_FILE = /[\\/]convex-test[\\/]dist[\\/]index\.js$/;

export function exposeEngineInternals(): Plugin {
  return {
    name: "convex-engine-internals",
    transform(code, id) {
      if (!ENGINE_FILE.test(id.split("?")[0] ?? id)) {
        return null;
      }
      const missing = INTERNAL_NAMES.filter(
        (name) => !new RegExp(`^(?:async )?(?:class|function|const|let) ${name}\\b`, "m").test(code),
      );
      if (missing.length > 0) {
        throw new Error(
          `This version of convex-test has no ${missing.join(", ")}; engine-patches.ts must be adapted to it.`,
        );
      }
      return {
        code: `${code}\nexport const engineInternals = { ${INTERNAL_NAMES.join(", ")} };\n`,
        map: null,
      };
    },
  };
}

const patched = new WeakSet<EngineInternals>();

/** Does nothing when these internals are patched already. */
export function patchEngine(internals: EngineInternals): void {
  if (patched.has(internals)) {
    return;
  }
  patched.add(internals);
  for (const name of DATABASE_METHODS) {
    assertMethod(internals.DatabaseFake.prototype, name);
  }
  for (const name of MANAGER_METHODS) {
    assertMethod(internals.TransactionManager.prototype, name);
  }
  patchReads(internals);
  patchPages(internals);
  patchTransactions(internals);
}

function assertMethod(prototype: object, name: string): void {
  if (typeof Reflect.get(prototype, name) !== "function") {
    throw new Error(
      `This version of convex-test has no method ${name}; engine-patches.ts must be adapted to it.`,
    );
  }
}
