/** What a cell of the benchmark prints. */
import type { Cost } from "./client";

export interface Measured {
  /** Operations of one group belong to one budget. */
  group: "write" | "retry" | "job" | "overview" | "list" | "1h" | "6h" | "24h" | "7d" | "30d";
  name: string;
  cost: Cost;
  /** Events that the operation wrote. */
  events?: number;
}

export interface CellResult {
  events: number;
  organizations: number;
  measured: Measured[];
  rollUp: {
    events: number;
    /** Events that were stored: all of them must have been aggregated. */
    stored: number;
    batches: number;
    documentsReadPerEvent: number;
    documentsWrittenPerEvent: number;
    eventsPerSecond: number;
  };
  loadSeconds: number;
  receivedIn30Days: number;
}
