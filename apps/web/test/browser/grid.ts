/** The grid of notes, as the browser tests read it. */
import type { Page } from "playwright-core";
import { openSignedIn, product } from "./product";

export const ARTIFACTS = "/platform/voice-monitoring/artifacts";
/** CSS pixels. */
export const ROW_HEIGHT = 41;
export const rows = (page: Page) => page.locator("[data-row]");
export const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
export const ids = (page: Page) =>
  rows(page).evaluateAll((buttons) => buttons.map((button) => button.dataset.artifactId ?? ""));
/** Index of the topmost row that is drawn, in view or just above it. */
export const firstDrawn = (page: Page) =>
  page
    .locator("tbody[data-index]")
    .evaluateAll((drawn) => Math.min(...drawn.map((row) => Number(row.dataset.index))));
/** The first row; nothing that belongs to it when it is open. */
export const newest = (page: Page) => page.locator("tbody tr").first();
export const statuses = (page: Page) =>
  page
    .locator("tbody tr [data-slot=badge][data-tone]")
    .evaluateAll((badges) => [...new Set(badges.map((badge) => badge.textContent ?? ""))]);

export async function openGrid(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${ARTIFACTS}${query}`);
  await rows(page).first().waitFor();
}
