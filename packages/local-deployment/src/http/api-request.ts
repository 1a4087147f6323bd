/** What every endpoint needs of a request: the deployment, who calls, and how to refuse. */
import type { IncomingMessage } from "node:http";
import type { Identity } from "../deployment.ts";
import type { LocalDeployment } from "../engine/local-deployment.ts";
import { parseJson } from "./node-http.ts";

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
