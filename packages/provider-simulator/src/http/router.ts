import type { IncomingMessage, ServerResponse } from "node:http";
import { type Call, type Reply, readBody } from "./messages";

/** Writes the answer itself: for streams and for answers that are broken on purpose. */
export type RawHandler = (call: Call, response: ServerResponse) => Promise<void>;

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly bodyLimitBytes: number;
  readonly handle: RawHandler;
}

const MEBIBYTE = 1024 * 1024;

/** A route like `/api/phones/:phone/messages`; `:name` matches one part of the path. */
export function route(method: string, path: string, handle: RawHandler, bodyLimitBytes = MEBIBYTE): Route {
  const pattern = path.replace(/[.]/g, "\\.").replace(/:(\w+)/g, "(?<$1>[^/]+)");
  return { method, path: new RegExp(`^${pattern}$`), bodyLimitBytes, handle };
}

/** A handler that answers with a whole reply. */
export function answering(make: (call: Call) => Reply | Promise<Reply>): RawHandler {
  return async (call, response) => sendReply(response, await make(call));
}

export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.end(body);
}

export interface MatchedRoute {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** The route for a method and path; `allowed` lists the methods of the path where only the method is wrong. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): MatchedRoute | { readonly allowed: readonly string[] } {
  const allowed: string[] = [];
  for (const candidate of routes) {
    const match = candidate.path.exec(pathname);
    if (!match) continue;
    if (candidate.method === method) {
      const params = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)]),
      );
      return { route: candidate, params };
    }
    allowed.push(candidate.method);
  }
  return { allowed };
}

export async function runRoute(
  { route: matched, params }: MatchedRoute,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const body = await readBody(request, matched.bodyLimitBytes);
  await matched.handle({ method: matched.method, url, headers: request.headers, body, params }, response);
}
