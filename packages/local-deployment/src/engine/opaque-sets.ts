/** What the servers carry without looking inside: only these four functions know what it is. */
import type { ReadSet, WriteSet } from "../deployment.ts";
import type { DocumentWrite } from "./document-writes.ts";
import type { Reads } from "./read-set.ts";

export function toReadSet(reads: Reads): ReadSet {
  return reads as unknown as ReadSet;
}

export function fromReadSet(reads: ReadSet): Reads {
  return reads as unknown as Reads;
}

export function toWriteSet(writes: DocumentWrite[]): WriteSet {
  return writes as unknown as WriteSet;
}

export function fromWriteSet(writes: WriteSet): DocumentWrite[] {
  return writes as unknown as DocumentWrite[];
}
