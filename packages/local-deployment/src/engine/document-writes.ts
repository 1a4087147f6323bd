import type { EngineDocument } from "./engine-types.ts";

/** One document that a committed transaction changed. `null` before: inserted; `null` after: deleted. */
export interface DocumentWrite {
  component: string;
  table: string;
  id: string;
  before: EngineDocument | null;
  after: EngineDocument | null;
}
