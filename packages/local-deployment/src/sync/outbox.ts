import { WebSocket } from "ws";

/** Bytes not yet taken by the client above which it is sent no transitions: they are merged into one until it catches up. */
const CONGESTED_BYTES = 4 * 1024 * 1024;
/** Answers to requests cannot be merged; a client that lets this much pile up loses its connection. */
const OVERFLOW_BYTES = 64 * 1024 * 1024;

/** Sends text to one client, and knows when the client does not keep up. */
export class Outbox {
  private waiting = false;

  /** @param onDrained called when a client that was found congested takes messages again. */
  constructor(
    private readonly socket: WebSocket,
    private readonly onDrained: () => void,
  ) {}

  isOpen(): boolean {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    if (this.socket.bufferedAmount <= CONGESTED_BYTES) return true;
    this.waiting = true;
    return false;
  }

  send(text: string): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    if (this.socket.bufferedAmount > OVERFLOW_BYTES) {
      this.socket.terminate();
      return;
    }
    this.socket.send(text, () => this.onWritten());
  }

  private onWritten(): void {
    if (!this.waiting || this.socket.bufferedAmount > CONGESTED_BYTES) return;
    this.waiting = false;
    this.onDrained();
  }
}
