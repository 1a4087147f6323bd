/** One bounded transaction of a background job that works in steps. */
export interface JobStep {
  /** Rows written or deleted. */
  rows: number;
  /** Where the next step goes on; null when the job is done. */
  cursor: string | null;
}
