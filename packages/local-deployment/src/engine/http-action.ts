/** Runs the router of `http.ts`, as production does at the site's address. */
import type { UserIdentityAttributes } from "convex/server";
import { NOBODY } from "./call-runner.ts";
import type { Engine } from "./engine.ts";
import type { LoadedProject } from "./project.ts";

interface Router {
  lookup(path: string, method: string): readonly [action: unknown, method: string, path: string] | null;
}

function isRouter(value: unknown): value is Router {
  return (
    typeof value === "object" && value !== null && "lookup" in value && typeof value.lookup === "function"
  );
}

export interface HttpActionServices {
  engine: Engine;
  project: LoadedProject;
  authenticate: (token: string) => Promise<UserIdentityAttributes | null>;
  onError: (path: string, thrown: unknown) => void;
}

const BEARER = /^Bearer\s+(.+)$/i;

export async function runHttpAction(request: Request, services: HttpActionServices): Promise<Response> {
  const { engine, project } = services;
  const { internals } = engine;
  const { pathname } = new URL(request.url);
  const router = project.components.get("")?.modules.get("http")?.default;
  if (!isRouter(router)) {
    return new Response("This deployment has no HTTP actions: there is no http.ts with a router.", {
      status: 404,
    });
  }
  const found = router.lookup(pathname, request.method);
  if (!found) {
    return new Response(`No HttpAction routed for ${pathname}`, { status: 404 });
  }
  const [action, , route] = found;
  const token = BEARER.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
  // A bearer token that is not a user's (an API key, a webhook secret) is the route's own business.
  const identity = token ? await services.authenticate(token).catch(() => null) : null;
  const caller = {
    ...NOBODY,
    identity,
    token: identity ? token : null,
    ip: request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? null,
    userAgent: request.headers.get("user-agent"),
  };
  const path = { componentPath: "", udfPath: `${request.method} ${route}` };
  const { result } = await engine.calls.call({ kind: "http", path, caller }, (accessor) =>
    internals.executionContextStorage.run(
      { componentPath: "", udfPath: "http", udfType: "http", depth: 0, paginatedQueries: 0 },
      () => engine.calls.invokeHttpAction(accessor, action, request),
    ),
  );
  if (result.ok) {
    return result.value;
  }
  services.onError(path.udfPath, result.thrown);
  return new Response(
    JSON.stringify({ code: "InternalServerError", message: "The HTTP action failed; see the log." }),
    {
      status: 500,
      headers: { "content-type": "application/json" },
    },
  );
}
