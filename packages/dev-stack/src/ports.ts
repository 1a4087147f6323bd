import { createServer } from "node:net";

/** A port that something else listens on, with the variable that moves ours away from it. */
export interface TakenPort {
  variable: string;
  port: number;
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });

/** Resolves with the ports that are taken on the loopback interface. */
export async function takenPorts(wanted: TakenPort[]): Promise<TakenPort[]> {
  const free = await Promise.all(wanted.map(({ port }) => isFree(port, "127.0.0.1")));
  return wanted.filter((_, index) => !free[index]);
}

export const sentenceForTakenPort = ({ variable, port }: TakenPort): string =>
  `Port ${port} is in use by another program. Stop that program, or choose another port with ${variable}.`;

/** A port that is free now, for tests that start a stack of their own. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
