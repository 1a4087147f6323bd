/** Convex's HTTP API: function calls, storage, and what the command line asks. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApiServices, RequestError } from "./api-request.ts";
import { handleDeployRequest } from "./deploy-endpoints.ts";
import { handleFunctionCall, isFunctionEndpoint } from "./function-endpoints.ts";
import { BodyTooLargeError, sendJson } from "./node-http.ts";
import { handleDownload, handleUpload } from "./storage-endpoints.ts";

const VERSION = "local-deployment-0.0.0";
const INSTANCE_NAME = "local";

/** Any page may call the API: who calls is told by the token, never by a cookie. */
function allowCrossOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
  response.setHeader("vary", "Origin");
  response.setHeader("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader(
    "access-control-allow-headers",
    request.headers["access-control-request-headers"] ?? "authorization, content-type, convex-client",
  );
  response.setHeader("access-control-expose-headers", "Content-Range, Accept-Ranges, Content-Length, Digest");
  response.setHeader("access-control-max-age", "86400");
}

export async function handleApiRequest(
  request: IncomingMessage,
  response: ServerResponse,
  services: ApiServices,
): Promise<void> {
  allowCrossOrigin(request, response);
  if (request.method === "OPTIONS") {
    response.statusCode = 204;
    response.end();
    return;
  }
  try {
    await route(request, response, services);
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof RequestError) {
      sendJson(response, error.status, { code: error.code, message: error.message });
    } else if (error instanceof BodyTooLargeError) {
      sendJson(response, 413, { code: "BodyTooLarge", message: error.message });
    } else {
      const message = error instanceof Error ? error.message : String(error);
      sendJson(response, 500, { code: "InternalServerError", message });
    }
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  services: ApiServices,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://local");
  const { pathname } = url;
  if (pathname === "/" || pathname === "/version") {
    response.setHeader("content-type", "text/plain");
    response.end(pathname === "/" ? "This Convex deployment is running (local, in memory)." : VERSION);
  } else if (pathname === "/instance_name") {
    response.setHeader("content-type", "text/plain");
    response.end(INSTANCE_NAME);
  } else if (isFunctionEndpoint(pathname)) {
    await handleFunctionCall(request, response, services);
  } else if (pathname === "/api/storage/upload") {
    await handleUpload(request, response, services, url.searchParams.get("token") ?? "");
  } else if (pathname.startsWith("/api/storage/")) {
    await handleDownload(
      request,
      response,
      services,
      decodeURIComponent(pathname.slice("/api/storage/".length)),
    );
  } else if (!(await handleDeployRequest(request, response, services, pathname))) {
    throw new RequestError(404, "NotFound", `The local deployment has no endpoint ${pathname}.`);
  }
}
