/** The two endpoints that `npx convex codegen` needs. Code is never pushed here: it is read from the folder. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { z } from "zod";
import { analyzeProject } from "../engine/project-analysis.ts";
import { type ApiServices, RequestError } from "./api-request.ts";
import { readBody, sendJson } from "./node-http.ts";

const MAX_PUSH_BYTES = 256 * 1024 * 1024;
const decompress = promisify(brotliDecompress);

const request = z.object({
  adminKey: z.string(),
  functions: z.string().optional(),
  dryRun: z.boolean().optional(),
});

async function readRequest(incoming: IncomingMessage): Promise<z.infer<typeof request>> {
  const raw = await readBody(incoming, MAX_PUSH_BYTES);
  const bytes = incoming.headers["content-encoding"] === "br" ? await decompress(raw) : raw;
  return request.parse(JSON.parse(bytes.toString("utf8")));
}

/** False when the path is none of these endpoints. */
export async function handleDeployRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  { deployment }: ApiServices,
  pathname: string,
): Promise<boolean> {
  if (pathname !== "/api/get_config_hashes" && pathname !== "/api/deploy2/start_push") {
    return false;
  }
  const body = await readRequest(incoming);
  if (!deployment.isAdminKey(body.adminKey)) {
    throw new RequestError(401, "BadDeployKey", "The admin key does not belong to this deployment.");
  }
  if (pathname === "/api/get_config_hashes") {
    sendJson(response, 200, {
      config: { functions: body.functions ?? "convex/" },
      moduleHashes: [],
      nodeDependencies: [],
      udfServerVersion: null,
    });
    return true;
  }
  sendJson(response, 200, {
    environmentVariables: {},
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: [],
    analysis: analyzeProject(await deployment.freshProject()),
    app: {
      definitionPath: "",
      componentPath: "",
      args: {},
      childComponents: {},
      httpRoutes: { httpModuleRoutes: null, mounts: [] },
      exports: {},
    },
    schemaChange: { allocatedComponentIds: {}, schemaIds: {} },
  });
  return true;
}
