/** Starts a local deployment: the functions of one project, on two loopback ports. */
import { createServer } from "node:http";
import { resolve } from "node:path";
import type { LogLine } from "./engine/call-context.ts";
import { LocalDeployment } from "./engine/local-deployment.ts";
import { handleApiRequest } from "./http/api-server.ts";
import { closeServer, listen } from "./http/node-http.ts";
import { handleSiteRequest } from "./http/site-server.ts";
import { attachSync, type SyncServer } from "./sync/index.ts";

const HOST = "127.0.0.1";
export const DEFAULT_PORT = 3210;
export const DEFAULT_SITE_PORT = 3211;
/** Known to everyone who has this repository: the deployment listens on the loopback interface only. */
export const DEFAULT_ADMIN_KEY = "local|voice-flow-development-admin-key";

export interface StartOptions {
  /** Folder with the project's `package.json`. */
  projectDir: string;
  /** Folder of the Convex functions; `convex` in the project when omitted. */
  convexDir?: string;
  /** Port of the API and of sync; 0 takes a free one. */
  port?: number;
  /** Port of the HTTP actions; 0 takes a free one. */
  sitePort?: number;
  adminKey?: string;
  /** Set in `process.env` while the deployment runs. */
  env?: Record<string, string>;
  /** Reload when a file changes. */
  watch?: boolean;
  crons?: boolean;
  /** False serves `npx convex codegen` and nothing else. */
  loadFunctions?: boolean;
  /** Refuse what production would refuse for its size. */
  enforceLimits?: boolean;
  onLog?: (line: LogLine) => void;
  onNotice?: (message: string) => void;
}

export interface RunningDeployment {
  /** For `ConvexReactClient`, `ConvexHttpClient` and `npx convex --url`. */
  url: string;
  /** Of the HTTP actions. */
  siteUrl: string;
  adminKey: string;
  deployment: LocalDeployment;
  /** For its `stats()`. */
  sync: SyncServer;
  close(): Promise<void>;
}

/** Sets variables and returns the function that puts the old values back. */
function setEnvironment(variables: Record<string, string>): () => void {
  const previous = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of previous) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  };
}

/**
 * Resolves when both ports answer. Rejects with one sentence when a port is in use or the functions do not load.
 * One process holds one deployment at a time as far as `process.env` matters to it.
 */
export async function startLocalDeployment(options: StartOptions): Promise<RunningDeployment> {
  const projectDir = resolve(options.projectDir);
  const adminKey = options.adminKey ?? DEFAULT_ADMIN_KEY;
  let running: LocalDeployment | undefined;
  let siteUrl = "";
  const api = createServer((request, response) => {
    if (running) {
      void handleApiRequest(request, response, { deployment: running });
    } else {
      response.writeHead(503).end("The local deployment is starting.");
    }
  });
  const site = createServer((request, response) => {
    if (running) {
      void handleSiteRequest(request, response, { deployment: running, siteUrl });
    } else {
      response.writeHead(503).end("The local deployment is starting.");
    }
  });
  let restoreEnvironment = () => {};
  try {
    const url = `http://${HOST}:${await listen(api, options.port ?? DEFAULT_PORT, HOST)}`;
    siteUrl = `http://${HOST}:${await listen(site, options.sitePort ?? DEFAULT_SITE_PORT, HOST)}`;
    // Before the functions load: they may read these when they are imported.
    restoreEnvironment = setEnvironment({ CONVEX_CLOUD_URL: url, CONVEX_SITE_URL: siteUrl, ...options.env });
    const deployment = await LocalDeployment.open({
      projectDir,
      convexDir: resolve(projectDir, options.convexDir ?? "convex"),
      adminKey,
      origin: () => url,
      watch: options.watch ?? false,
      crons: options.crons ?? true,
      loadFunctions: options.loadFunctions ?? true,
      enforceLimits: options.enforceLimits ?? true,
      onLog: options.onLog ?? (() => {}),
      onNotice: options.onNotice ?? (() => {}),
    });
    running = deployment;
    const sync = attachSync(api, deployment);
    deployment.start();
    return {
      url,
      siteUrl,
      adminKey,
      deployment,
      sync,
      close: async () => {
        await sync.close();
        await Promise.all([closeServer(api), closeServer(site)]);
        await deployment.close();
        restoreEnvironment();
      },
    };
  } catch (error) {
    await Promise.all([closeServer(api), closeServer(site)]);
    restoreEnvironment();
    throw error;
  }
}
