import { describe, expect, it } from "vitest";
import {
  CLAIM_TABLE,
  changeStatus,
  DRAFT_TABLE,
  isFinal,
  JOB_TABLE,
  MESSAGE_TABLE,
  RESOLUTION_TABLE,
  type StatusTable,
  VOICE_NOTE_TABLE,
} from "./status-tables";

/** Every status that the table reaches from its initial ones, retries included. */
function reachable<S extends string>(table: StatusTable<S>): Set<S> {
  const seen = new Set<S>(table.initial);
  for (const status of seen) {
    for (const next of [...table.forward[status], ...(table.retry?.[status] ?? [])]) seen.add(next);
  }
  return seen;
}

const finalStatuses = <S extends string>(table: StatusTable<S>) =>
  [...reachable(table)].filter((status) => isFinal(table, status)).sort();

describe("status tables", () => {
  it("reach each of their statuses", () => {
    const tables = [
      CLAIM_TABLE,
      RESOLUTION_TABLE,
      DRAFT_TABLE,
      MESSAGE_TABLE,
      JOB_TABLE,
      VOICE_NOTE_TABLE,
    ] as readonly StatusTable<string>[];
    for (const table of tables) {
      expect([...reachable(table)].sort(), table.name).toEqual(Object.keys(table.forward).sort());
    }
  });

  it("end where the domain says", () => {
    expect(finalStatuses(CLAIM_TABLE)).toEqual(["discarded", "failed", "merged"]);
    expect(finalStatuses(RESOLUTION_TABLE)).toEqual(["expired"]);
    expect(finalStatuses(DRAFT_TABLE)).toEqual(["expired", "rejected", "undone"]);
    expect(finalStatuses(MESSAGE_TABLE)).toEqual(["completed", "duplicate", "rejected", "unmatched"]);
    expect(finalStatuses(JOB_TABLE)).toEqual(["failed", "succeeded"]);
  });

  it("never take a confirmed or applied draft back, not even by a retry", () => {
    expect(changeStatus(DRAFT_TABLE, "confirmed", "pending").ok).toBe(false);
    expect(changeStatus(DRAFT_TABLE, "applied", "rejected").ok).toBe(false);
    expect(changeStatus(DRAFT_TABLE, "confirmed", "pending", "retry").ok).toBe(false);
    expect(changeStatus(DRAFT_TABLE, "confirmed", "applied")).toEqual({ ok: true, status: "applied" });
  });

  it("put claims back only by a retry", () => {
    expect(changeStatus(CLAIM_TABLE, "failed", "extracted").ok).toBe(false);
    expect(changeStatus(CLAIM_TABLE, "failed", "extracted", "retry").ok).toBe(true);
    expect(changeStatus(CLAIM_TABLE, "merged", "extracted", "retry").ok).toBe(true);
    expect(changeStatus(CLAIM_TABLE, "discarded", "extracted", "retry").ok).toBe(false);
  });

  it("name what is allowed instead", () => {
    const refused = changeStatus(JOB_TABLE, "pending", "succeeded");
    expect(refused).toMatchObject({
      ok: false,
      error: { message: "A job that is pending cannot become succeeded (allowed: running)." },
    });
  });
});
