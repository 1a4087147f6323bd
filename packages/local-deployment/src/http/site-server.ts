/** The site's address: every request goes to the HTTP actions, CORS included, as in production. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalDeployment } from "../engine/local-deployment.ts";
import { BodyTooLargeError, sendJson, sendResponse, toRequest } from "./node-http.ts";

export interface SiteServices {
  deployment: LocalDeployment;
  siteUrl: string;
}

export async function handleSiteRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { deployment, siteUrl }: SiteServices,
): Promise<void> {
  try {
    const request = await toRequest(incoming, siteUrl);
    await sendResponse(outgoing, await deployment.httpAction(request), incoming.method === "HEAD");
  } catch (error) {
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else if (error instanceof BodyTooLargeError) {
      sendJson(outgoing, 413, { code: "BodyTooLarge", message: error.message });
    } else {
      sendJson(outgoing, 500, { code: "InternalServerError", message: String(error) });
    }
  }
}
