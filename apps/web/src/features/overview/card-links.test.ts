import { MINUTE_MS } from "@voice-flow/domain/time";
import { expect, it } from "vitest";
import { roundDown, startOfDay } from "@/lib/rounded-now";
import { cardLinks } from "./card-links";

const fromOf = (href: string | undefined) =>
  new Date(new URL(href ?? "", "http://localhost").searchParams.get("from") ?? "");

it("rolls every card of today over to the new day at the reader's midnight", () => {
  const midnight = new Date(2026, 10, 23).getTime();
  const linksAt = (now: number) => {
    const rounded = roundDown(now);
    return cardLinks(rounded, startOfDay(rounded));
  };
  const before = linksAt(midnight - 1);
  const after = linksAt(midnight);
  for (const card of ["completed", "failed", "cost"] as const) {
    expect(fromOf(before[card])).toEqual(new Date(2026, 10, 22));
    expect(fromOf(after[card])).toEqual(new Date(2026, 10, 23));
  }
});

it("leads from every card to the runs behind it", () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const links = cardLinks(now, startOfDay(now));
  for (const href of Object.values(links)) expect(href).toMatch(/^\/platform\/voice-monitoring\//);
  expect(fromOf(links.latency).getTime()).toBe(now - 55 * MINUTE_MS);
});
