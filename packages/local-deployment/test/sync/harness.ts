/** A deployment behind a real HTTP server on loopback, and unmodified Convex clients for it. */
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { ConvexClient } from "convex/browser";
import { ConvexReactClient } from "convex/react";
import { vi } from "vitest";
import { WebSocket } from "ws";
import type { Deployment } from "../../src/deployment.ts";
import { attachSync, type SyncServer } from "../../src/sync/index.ts";

/** The `ws` package's class has all that the clients use of the browser's; the types of their events differ. */
const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;

/** Long enough for a reconnect of the client, which waits for up to two seconds, on a busy machine. */
const PATIENCE = { timeout: 20_000, interval: 10 };

/** Waits until the callback no longer throws. */
export function eventually<T>(condition: () => T): Promise<T> {
  return vi.waitFor(condition, PATIENCE) as Promise<T>;
}

export class Harness {
  private readonly closers: (() => Promise<unknown>)[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    readonly sync: SyncServer,
  ) {}

  static async serve(deployment: Deployment): Promise<Harness> {
    const server = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // An address of the other kind is given for pipes only.
    const { port } = server.address() as AddressInfo;
    const harness = new Harness(`http://127.0.0.1:${port}`, attachSync(server, deployment));
    server.on("connection", (socket) => {
      harness.sockets.add(socket);
      socket.on("close", () => harness.sockets.delete(socket));
    });
    harness.closers.push(
      () => harness.sync.close(),
      () => new Promise((resolve) => server.close(resolve)),
    );
    return harness;
  }

  client(): ConvexClient {
    const client = new ConvexClient(this.url, { webSocketConstructor, logger: false });
    this.closers.unshift(() => client.close());
    return client;
  }

  reactClient(): ConvexReactClient {
    const client = new ConvexReactClient(this.url, { webSocketConstructor, logger: false });
    this.closers.unshift(() => client.close());
    return client;
  }

  /** Speaks the protocol by hand. */
  async raw(version = "1.48.0"): Promise<RawClient> {
    const socket = new WebSocket(`${this.url.replace("http", "ws")}/api/${version}/sync`);
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    this.closers.unshift(async () => socket.terminate());
    return client;
  }

  /** As when the network goes away: no close frame, what is under way is lost. */
  cutAllConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const close of this.closers) await close();
  }
}

export class RawClient {
  readonly received: Record<string, unknown>[] = [];
  closed: { code: number; reason: string } | null = null;

  constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.received.push(JSON.parse(data.toString())));
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
  }

  send(...messages: unknown[]): void {
    for (const message of messages) {
      this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
    }
  }

  connect(sessionId = "a session"): void {
    this.send({
      type: "Connect",
      sessionId,
      connectionCount: 0,
      lastCloseReason: null,
      clientTs: Date.now(),
    });
  }

  all(type: string) {
    return this.received.filter((message) => message.type === type);
  }

  next(type: string, count = 1) {
    return eventually(() => {
      const message = this.all(type)[count - 1];
      if (message === undefined) throw new Error(`No ${type} yet, but ${JSON.stringify(this.received)}`);
      return message;
    });
  }
}
