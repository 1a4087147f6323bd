/**
 * The functions of a module, with the result checked before the transaction commits, as production does. The engine
 * itself checks it afterwards, when a mutation that returned something wrong has already written.
 */
import type { EngineInternals, FunctionModule, FunctionPath } from "./engine-types.ts";
import { asRegisteredFunction } from "./functions.ts";

type Handler = (ctx: unknown, args: unknown) => unknown;

function handlerOf(value: unknown): Handler | null {
  if (typeof value !== "function" || !("_handler" in value) || typeof value._handler !== "function") {
    return null;
  }
  return value._handler as Handler; // the author's function, which every registered one carries
}

function validated(internals: EngineInternals, value: unknown, path: FunctionPath): unknown {
  const registered = asRegisteredFunction(value);
  const handler = handlerOf(value);
  if (registered?.kind !== "mutation" || !handler || typeof value !== "function") {
    return value;
  }
  const returns = JSON.parse(registered.exportReturns());
  return Object.assign((...args: unknown[]) => Reflect.apply(value, undefined, args), value, {
    _handler: async (ctx: unknown, args: unknown) => {
      const result = await handler(ctx, args);
      internals.validateReturnValue(returns, result === undefined ? null : result, registered.kind, path);
      return result;
    },
  });
}

export function withValidatedResults(
  internals: EngineInternals,
  componentPath: string,
  modules: ReadonlyMap<string, FunctionModule>,
): Map<string, FunctionModule> {
  return new Map(
    [...modules].map(([modulePath, module]) => [
      modulePath,
      Object.fromEntries(
        Object.entries(module).map(([name, value]) => [
          name,
          validated(internals, value, { componentPath, udfPath: `${modulePath}:${name}` }),
        ]),
      ),
    ]),
  );
}
