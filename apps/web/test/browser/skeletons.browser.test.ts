import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MONITORING_PAGES, OTHER_PAGES } from "@/lib/routes/monitoring-pages";
import { holdable } from "./connection";
import { type Browser, launch } from "./launch";
import { openSignedIn, product, urlOf } from "./product";

/** Pages that show what the deployment answers: the hub asks for nothing. */
const PAGES = [...MONITORING_PAGES, ...OTHER_PAGES].filter(({ href }) => href !== "/platform");
/** What moves on a page counts as poor from here on (web.dev's threshold of cumulative layout shift). */
const POOR_SHIFT = 0.25;

let browser: Browser;
let connection: Awaited<ReturnType<typeof holdable>>;
beforeAll(async () => {
  browser = await launch();
  connection = await holdable(browser.page);
  await browser.page.addInitScript(() => {
    let shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifted += "value" in entry ? Number(entry.value) : 0;
      document.documentElement.dataset.shifted = String(shifted);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openSignedIn(browser.page, product().staff, "/platform");
});
afterAll(async () => {
  await browser.close();
});

const skeletons = (page: Page) => page.locator('[data-slot="skeleton"]');

describe("M9-004 while the deployment has not answered", () => {
  it.each(PAGES)(
    "$label stands with skeletons of the final size, and says nothing that is not known",
    ({ href }) =>
      browser.step(`skeletons ${href}`, async (page) => {
        connection.hold();
        await page.goto(urlOf(href));
        await page.locator("h1").first().waitFor();
        await skeletons(page).first().waitFor();
        await page
          .getByRole("status", { name: /^Loading / })
          .first()
          .waitFor();
        // Neither "nothing yet" nor "all is well" before anything is known.
        expect(await page.locator('[data-slot="state-screen"]').count()).toBe(0);
        connection.release();
        await expect.poll(() => skeletons(page).count()).toBe(0);
        const shifted = await page.evaluate(() => Number(document.documentElement.dataset.shifted ?? 0));
        expect(shifted).toBeLessThan(POOR_SHIFT);
        expect(browser.complaints).toEqual([]);
      }),
  );
});
