import type { ServerResponse } from "node:http";
import type { SimulatorState } from "../state";

/** Proxies and browsers give up on a stream that is silent for long. */
const KEEP_ALIVE_MS = 15_000;

/** Sends everything that happens as server-sent events, until the reader leaves. */
export function streamEvents(state: SimulatorState, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  response.write("retry: 1000\n\n");
  const stop = state.hub.listen((name, data) => {
    response.write(`event: ${String(name)}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  const keepAlive = setInterval(() => response.write(": still here\n\n"), KEEP_ALIVE_MS);
  return new Promise((resolve) => {
    response.once("close", () => {
      stop();
      clearInterval(keepAlive);
      resolve();
    });
  });
}
