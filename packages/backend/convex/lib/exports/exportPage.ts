import type { Doc } from "../../_generated/dataModel";

export type ExportFormat = Doc<"voicePipelineExports">["format"];

/** A page as it goes into the file. */
export interface ExportPage {
  text: string;
  rows: number;
  isDone: boolean;
  continueCursor: string;
}
