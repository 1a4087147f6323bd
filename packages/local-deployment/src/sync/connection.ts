/** One WebSocket of one client: takes its messages in order and answers them. */
import { decodeJwt } from "jose";
import type { WebSocket } from "ws";
import type { Deployment, FunctionCall, Identity } from "../deployment.ts";
import { runAction, runMutation } from "./calls.ts";
import type { LiveQueries } from "./live-query.ts";
import {
  type Authenticate,
  type ClientMessage,
  type Connect,
  encodeAuthError,
  encodeFatalError,
  encodeResponse,
  type FunctionRequest,
  PING,
  ProtocolError,
  parseClientMessage,
} from "./messages.ts";
import type { MutationLog } from "./mutation-log.ts";
import { Outbox } from "./outbox.ts";
import { type News, QuerySet } from "./query-set.ts";
import type { Refresher } from "./refresher.ts";
import { chunkTransition, encodeTransition, type StateVersion, takesChunks } from "./transition.ts";

/** Requests without an answer at which the client is no longer read, and at which it is read again. */
const MOST_OPEN_REQUESTS = 256;
const READ_AGAIN_AT = 128;

const CLOSE_POLICY_VIOLATION = 1008;
/** A timer cannot be set for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ConnectionContext {
  deployment: Deployment;
  queries: LiveQueries;
  refresher: Refresher;
  counts: ConnectionCounts;
  /** Called once, at the Connect message. */
  enterSession(sessionId: string): MutationLog;
}

export interface ConnectionCounts {
  /** Transitions sent, with or without news. */
  transitions: number;
  /** Results sent to clients: one for each query in each transition that carries news of it. */
  pushes: number;
  mutations: number;
  actions: number;
}

export class Connection {
  private readonly outbox: Outbox;
  private readonly querySet: QuerySet;
  private readonly chunked: boolean;
  private session: { id: string; log: MutationLog } | null = null;
  private clientClockSkew: number | undefined;
  /** Messages are handled one after the other: what follows an Authenticate waits until the token is verified. */
  private inbox: Promise<void> = Promise.resolve();
  private openRequests = 0;
  private closed = false;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: WebSocket,
    clientVersion: string,
    private readonly context: ConnectionContext,
  ) {
    const { deployment, queries, refresher } = context;
    this.outbox = new Outbox(socket, () => this.querySet.settle());
    this.chunked = takesChunks(clientVersion);
    const sink = {
      isOpen: () => this.outbox.isOpen(),
      sendTransition: (start: StateVersion, end: StateVersion, news: News) =>
        this.sendTransition(start, end, news),
    };
    this.querySet = new QuerySet(queries, refresher, sink, () => deployment.currentTs());
    socket.on("message", (data) => this.receive(data.toString()));
    socket.on("error", () => socket.terminate());
  }

  get subscriptions(): number {
    return this.querySet.size;
  }

  get sessionId(): string | null {
    return this.session?.id ?? null;
  }

  ping(): void {
    this.outbox.send(PING);
  }

  /** Frees everything; to be called when the socket has closed. */
  dispose(): void {
    this.closed = true;
    clearTimeout(this.expiry);
    this.querySet.close();
  }

  close(code: number, reason: string): void {
    this.closed = true;
    this.socket.close(code, reason);
  }

  private receive(text: string): void {
    this.opened();
    this.inbox = this.inbox
      .then(() => (this.closed ? undefined : this.handle(parseClientMessage(text))))
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.answered());
  }

  private handle(message: ClientMessage): void | Promise<void> {
    if (message.type === "Connect") return this.connect(message);
    if (this.session === null) throw new ProtocolError("Send the Connect message first.");
    switch (message.type) {
      case "ModifyQuerySet":
        return this.querySet.modify(message);
      case "Authenticate":
        return this.authenticate(message);
      case "Mutation":
        return this.mutate(message, this.session.log);
      case "Action":
        return this.act(message);
      case "Event":
        // Clients report timings here; a development deployment has no use for them.
        return undefined;
      default:
        message satisfies never;
    }
  }

  private connect(message: Connect): void {
    if (this.session !== null) throw new ProtocolError("Send the Connect message once.");
    const { sessionId, clientTs } = message;
    if (clientTs !== undefined) this.clientClockSkew = clientTs - Date.now();
    this.session = { id: sessionId, log: this.context.enterSession(sessionId) };
  }

  private mutate(message: FunctionRequest, log: MutationLog): void {
    this.context.counts.mutations += 1;
    const call = this.toCall(message);
    this.opened();
    void log
      .run(message.requestId, () => runMutation(this.context.deployment, call))
      .then(({ outcome, ts }) => {
        this.outbox.send(encodeResponse("MutationResponse", message.requestId, outcome, ts));
        if (outcome.success) this.querySet.transitionAfter(ts);
      })
      .finally(() => this.answered());
  }

  private act(message: FunctionRequest): void {
    this.context.counts.actions += 1;
    const call = this.toCall(message);
    this.opened();
    void runAction(this.context.deployment, call)
      .then((outcome) => this.outbox.send(encodeResponse("ActionResponse", message.requestId, outcome)))
      .finally(() => this.answered());
  }

  private toCall(message: FunctionRequest): FunctionCall {
    const { udfPath: path, args, componentPath } = message;
    return { path, args: args[0] ?? {}, identity: this.querySet.identity.value, componentPath };
  }

  private async authenticate(message: Authenticate): Promise<void> {
    this.querySet.checkIdentityVersion(message.baseVersion);
    clearTimeout(this.expiry);
    let identity: Identity;
    try {
      identity = await this.identify(message);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "The token does not hold.";
      this.refuseToken(reason, message.baseVersion, true);
      return;
    }
    if (this.closed) return;
    this.querySet.setIdentity(identity, message.baseVersion);
    if (message.tokenType === "User") this.watchExpiry(message.value, message.baseVersion);
  }

  private async identify(message: Authenticate): Promise<Identity> {
    if (message.tokenType === "None") return null;
    if (message.tokenType === "User") return this.context.deployment.authenticate(message.value);
    if (!this.context.deployment.isAdminKey(message.value)) {
      throw new Error("This is not the admin key of this deployment.");
    }
    return { kind: "admin", actingAs: message.impersonating };
  }

  /** The token has been verified; its end is read from it once more, for a connection may outlive it. */
  private watchExpiry(token: string, baseVersion: number): void {
    const { exp } = decodeJwt(token);
    if (exp === undefined) return;
    const left = Math.max(0, exp * 1000 - Date.now());
    if (left > LONGEST_TIMER_MS) return;
    this.expiry = setTimeout(() => {
      this.refuseToken("The token has expired: fetch a new one.", baseVersion, false);
    }, left);
  }

  /**
   * Ends the connection, so that nothing that the client sends on runs as somebody else. The client fetches a new token,
   * connects again, and sends what it has no answer for.
   */
  private refuseToken(reason: string, baseVersion: number, attempted: boolean): void {
    this.outbox.send(encodeAuthError(reason, baseVersion, attempted));
    this.close(CLOSE_POLICY_VIOLATION, "Unauthenticated");
  }

  private sendTransition(start: StateVersion, end: StateVersion, { removed, changed }: News): void {
    const { counts } = this.context;
    counts.transitions += 1;
    counts.pushes += changed.length;
    const clock = { clientClockSkew: this.clientClockSkew, serverTs: Date.now() * 1_000_000 };
    const transition = encodeTransition(start, end, [...removed, ...changed], clock);
    const pieces = this.chunked ? chunkTransition(transition, String(counts.transitions)) : [transition];
    for (const piece of pieces) this.outbox.send(piece);
  }

  private fail(error: unknown): void {
    if (!(error instanceof ProtocolError)) {
      console.error("A message of the sync protocol could not be handled:", error);
      this.close(1011, "InternalServerError");
      return;
    }
    if (error.fatal) this.outbox.send(encodeFatalError(error.message));
    this.close(CLOSE_POLICY_VIOLATION, error.message);
  }

  private opened(): void {
    this.openRequests += 1;
    if (this.openRequests >= MOST_OPEN_REQUESTS) this.socket.pause();
  }

  private answered(): void {
    this.openRequests -= 1;
    if (this.openRequests <= READ_AGAIN_AT && this.socket.isPaused) this.socket.resume();
  }
}
