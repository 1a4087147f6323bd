/**
 * The server side of Convex's sync protocol: the WebSocket under `/api/<client version>/sync` that the clients of
 * `convex/browser` and `convex/react` keep open for queries, mutations, actions and authentication.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Deployment } from "../deployment.ts";
import { Connection, type ConnectionCounts } from "./connection.ts";
import { LiveQueries, type LiveQueryCounts } from "./live-query.ts";
import { MutationLogs } from "./mutation-log.ts";
import { Refresher } from "./refresher.ts";

/** Counted since the server was attached, but for the first three, which are as of now. */
export interface SyncStats extends LiveQueryCounts, ConnectionCounts {
  /** Connected clients. */
  sessions: number;
  /** Queries that clients are subscribed to; the same one counts once for each client. */
  subscriptions: number;
  /** Distinct queries behind them: each runs once for all its subscribers. */
  queries: number;
  /** Mutations that a client sent again after a reconnect and that were answered without running. */
  replayedMutations: number;
}

export interface SyncServer {
  /** Ends all connections; the HTTP server stays as it is. */
  close(): Promise<void>;
  stats(): SyncStats;
}

const SYNC_PATH = /^\/api\/(?<version>[^/]+)\/sync\/?$/;
/** Clients give a connection up after a minute of silence. */
const PING_INTERVAL_MS = 15_000;
/** Arguments may have 16 MiB, and a message may add several queries. */
const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024;
const CLOSE_GOING_AWAY = 1001;

/** Serves the sync protocol on an HTTP server. Upgrades of other paths are left to other listeners. */
export function attachSync(server: Server, deployment: Deployment): SyncServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });
  const hub = new Hub(deployment);
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const version = SYNC_PATH.exec(pathname)?.groups?.version;
    if (version === undefined) {
      // Nobody else would ever answer.
      if (server.listenerCount("upgrade") === 1)
        socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => hub.accept(webSocket, version));
  };
  server.on("upgrade", onUpgrade);
  const stopListening = [
    deployment.onCommit((commit) => hub.queries.onCommit(commit)),
    deployment.onReload(() => hub.queries.onReload()),
  ];
  const pings = setInterval(() => hub.ping(), PING_INTERVAL_MS);
  pings.unref();

  return {
    stats: () => hub.stats(),
    async close() {
      server.off("upgrade", onUpgrade);
      clearInterval(pings);
      for (const stop of stopListening) stop();
      const closed = new Promise<void>((resolve) => sockets.close(() => resolve()));
      for (const socket of sockets.clients) {
        socket.close(CLOSE_GOING_AWAY, "The deployment is closing");
        socket.terminate();
      }
      await closed;
    },
  };
}

/** All connections, and what they share. */
class Hub {
  readonly queries: LiveQueries;
  private readonly refresher: Refresher;
  private readonly logs = new MutationLogs();
  private readonly connections = new Set<Connection>();
  private readonly counts: ConnectionCounts = { transitions: 0, pushes: 0, mutations: 0, actions: 0 };

  constructor(private readonly deployment: Deployment) {
    this.queries = new LiveQueries(deployment);
    this.refresher = new Refresher(this.queries);
  }

  accept(socket: WebSocket, version: string): void {
    const { deployment, queries, refresher, counts } = this;
    const connection = new Connection(socket, version, {
      deployment,
      queries,
      refresher,
      counts,
      enterSession: (sessionId) => this.enterSession(sessionId),
    });
    this.connections.add(connection);
    socket.on("close", () => {
      this.connections.delete(connection);
      connection.dispose();
      const { sessionId } = connection;
      const replaced = [...this.connections].some((other) => other.sessionId === sessionId);
      if (sessionId !== null && !replaced) this.logs.leave(sessionId, Date.now());
    });
  }

  ping(): void {
    for (const connection of this.connections) connection.ping();
    this.logs.expire(Date.now());
  }

  stats(): SyncStats {
    let subscriptions = 0;
    for (const connection of this.connections) subscriptions += connection.subscriptions;
    return {
      sessions: this.connections.size,
      subscriptions,
      queries: this.queries.size,
      ...this.queries.counts,
      ...this.counts,
      replayedMutations: this.logs.replayed,
    };
  }

  /** A client has one connection: an older one that has not noticed its end yet is closed. */
  private enterSession(sessionId: string) {
    for (const connection of this.connections) {
      if (connection.sessionId === sessionId)
        connection.close(CLOSE_GOING_AWAY, "Replaced by a newer connection");
    }
    return this.logs.enter(sessionId);
  }
}
