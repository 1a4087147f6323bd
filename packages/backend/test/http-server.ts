import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server on a free port until the test ends. Returns its address, such as http://127.0.0.1:41234. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // `listen` on a host and port gives an address object.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
