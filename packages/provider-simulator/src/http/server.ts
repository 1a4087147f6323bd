import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ZodError, z } from "zod";
import { BodyTooLargeError, jsonReply, type Reply } from "./messages";
import { matchRoute, type Route, runRoute, sendReply } from "./router";

/** The simulator holds everybody's messages and has no login, so it answers on this machine only. */
const HOST = "127.0.0.1";

/** How an address that does not exist is answered, in the style of whoever it would belong to. */
export type NotFound = (method: string, pathname: string, allowed: readonly string[]) => Reply;

export interface RunningServer {
  readonly url: string;
  /** Drops open connections, streams included. */
  close(): Promise<void>;
}

/** Thrown where the port is taken; the message says what to do. */
export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} on ${HOST} is in use: stop what runs there, or choose another with --port.`);
  }
}

/** Throws `PortInUseError`, or the system's error where the port cannot be opened for another reason. */
export async function serveOrThrow(
  routes: readonly Route[],
  notFound: NotFound,
  port: number,
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    handle(routes, notFound, request, response).catch((error: unknown) => answerFailure(response, error));
  });
  await listenOrThrow(server, port);
  const { port: actual } = addressOf(server);
  return {
    url: `http://${HOST}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenOrThrow(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortInUseError(port) : error),
    );
    server.listen(port, HOST, () => resolve());
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return address;
}

async function handle(
  routes: readonly Route[],
  notFound: NotFound,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const url = requestUrl(request.url ?? "/");
  const matched = matchRoute(routes, method, url.pathname);
  if ("route" in matched) return runRoute(matched, request, response, url);
  request.resume();
  sendReply(response, notFound(method, url.pathname, matched.allowed));
}

/** Throws URIError for an address that cannot be read. */
function requestUrl(path: string): URL {
  const absolute = `http://${HOST}${path.startsWith("/") ? path : `/${path}`}`;
  if (!URL.canParse(absolute)) throw new URIError("Malformed address.");
  return new URL(absolute);
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof BodyTooLargeError) response.setHeader("connection", "close");
  sendReply(response, failureReply(error));
}

function failureReply(error: unknown): Reply {
  const failure = (status: number, message: string) => jsonReply(status, { error: { message } });
  if (error instanceof BodyTooLargeError) return failure(413, error.message);
  if (error instanceof ZodError) return failure(400, z.prettifyError(error));
  if (error instanceof URIError) return failure(400, "The address is malformed.");
  console.error("A request failed unexpectedly:", error);
  return failure(500, "The simulator failed; its output says why.");
}
