/** The deployments that every test of the sync server runs against. */
import type { Deployment } from "../../src/deployment.ts";
import { MemoryDeployment } from "./memory-deployment.ts";

export interface Backend {
  name: string;
  start(): Promise<Deployment>;
}

export const memory: Backend = { name: "in memory", start: async () => new MemoryDeployment() };

export const backends: Backend[] = [memory];
