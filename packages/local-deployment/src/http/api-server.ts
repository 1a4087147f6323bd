/** Convex's HTTP API: function calls, storage, and what the command line asks. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Identity } from "../deployment.ts";
import type { LocalDeployment } from "../engine/local-deployment.ts";
import { handleDeployRequest } from "./deploy-endpoints.ts";
import { handleFunctionCall, isFunctionEndpoint } from "./function-endpoints.ts";
import { BodyTooLargeError, parseJson, sendJson } from "./node-http.ts";
import { handleDownload, handleUpload } from "./storage-endpoints.ts";

export const VERSION = "local-deployment-0.0.0";
export const INSTANCE_NAME = "local";

export interface ApiServices {
  deployment: LocalDeployment;
}

/** An error of the request itself, in the form that Convex's clients and command line print. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
  }
}

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

export async function identityOf(request: IncomingMessage, deployment: LocalDeployment): Promise<Identity> {
  const header = request.headers.authorization;
  if (header === undefined || header === "") {
    return null;
  }
  const [scheme = "", credential = ""] = [
    header.slice(0, header.indexOf(" ")),
    header.slice(header.indexOf(" ") + 1),
  ];
  if (scheme === "Convex") {
    return adminIdentity(credential, deployment);
  }
  if (scheme !== "Bearer") {
    throw new RequestError(
      401,
      "InvalidAuthHeader",
      "The Authorization header must begin with Bearer or Convex.",
    );
  }
  try {
    return await deployment.authenticate(credential);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(401, "InvalidAuthHeader", reason);
  }
}

function adminIdentity(credential: string, deployment: LocalDeployment): Identity {
  const separator = credential.lastIndexOf(":");
  if (deployment.isAdminKey(credential)) {
    return { kind: "admin" };
  }
  if (separator > 0 && deployment.isAdminKey(credential.slice(0, separator))) {
    const text = Buffer.from(credential.slice(separator + 1), "base64").toString("utf8");
    return { kind: "admin", actingAs: parseActingAs(text) };
  }
  throw new RequestError(401, "BadDeployKey", "The admin key does not belong to this deployment.");
}

function parseActingAs(encoded: string) {
  const json = parseJson(encoded);
  if (typeof json !== "object" || json === null) {
    throw new RequestError(400, "BadIdentity", "The identity to act as must be an object.");
  }
  const fields = new Map(Object.entries(json));
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    ...Object.fromEntries(fields),
    tokenIdentifier: text("tokenIdentifier"),
    issuer: text("issuer"),
    subject: text("subject"),
  };
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
