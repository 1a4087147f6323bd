/**
 * What pages cost, as they are deployed: JavaScript of the first load, rows in the DOM and long tasks of a busy event log, and
 * Lighthouse on every route. Builds the web application and starts the whole product on free ports.
 *
 *     npx tsx bench/pages.ts [--rows 10000] [--skip-lighthouse]     (--rows 0 leaves the event log out)
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { readConfigOrThrow } from "@voice-flow/dev-stack/config";
import { freePort } from "@voice-flow/dev-stack/ports";
import { type Stack, startStack } from "@voice-flow/dev-stack/stack";
import { buildWebOrThrow, UNTYPED_DIST_DIR } from "@voice-flow/dev-stack/web-build";
import type { Page } from "playwright-core";
import { MONITORING_PAGES, MONITORING_ROOT, OTHER_PAGES } from "../src/lib/routes/monitoring-pages";
import { closeChromium, launch } from "../test/browser/launch";
import { busyEventLog } from "./event-log";
import { lighthouseScores } from "./lighthouse";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "10000" }, "skip-lighthouse": { type: "boolean" } },
});

const COACH_NOTES = "/coach/notes";

/** Resolves when `path` shows what it is for. */
async function signIn(page: Page, stack: Stack, who: "staff" | "coach", path: string): Promise<void> {
  const [staff, coach] = stack.accounts;
  const account = who === "staff" ? staff : coach;
  if (!account) throw new Error("The product has no such account.");
  await page.goto(`${stack.webUrl}/login?next=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const shown =
    who === "staff" ? page.locator("[data-row]") : page.getByRole("button", { name: "Start recording" });
  await shown.first().waitFor();
}

/** Every route that staff open; one note stands for all. */
async function routesOf(page: Page): Promise<string[]> {
  const note = await page.locator('a[data-row][href*="/artifacts/"]').first().getAttribute("href");
  return [...[...MONITORING_PAGES, ...OTHER_PAGES].map(({ href }) => href), ...(note ? [note] : [])];
}

/** Lighthouse on the routes of staff, and on the one of coaches. */
async function scoresOf(stack: Stack, staffRoutes: readonly string[]): Promise<boolean> {
  const ofStaff = await lighthouseScores(stack.webUrl, staffRoutes, (page) =>
    signIn(page, stack, "staff", MONITORING_ROOT),
  );
  const ofCoaches = await lighthouseScores(stack.webUrl, [COACH_NOTES], (page) =>
    signIn(page, stack, "coach", COACH_NOTES),
  );
  return ofStaff && ofCoaches;
}

async function main(): Promise<boolean> {
  const config = readConfigOrThrow({
    VOICE_FLOW_WEB_PORT: String(await freePort()),
    VOICE_FLOW_API_PORT: String(await freePort()),
    VOICE_FLOW_SITE_PORT: String(await freePort()),
    VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  });
  console.log("▸ Building the web application …");
  await buildWebOrThrow(() => {});
  const size = spawnSync(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "first-load.ts")],
    {
      stdio: "inherit",
      env: { ...process.env, NEXT_DIST_DIR: UNTYPED_DIST_DIR },
    },
  );
  const stack = await startStack(config, {
    web: "production",
    nextDistDir: UNTYPED_DIST_DIR,
    onLine: () => {},
    say: (line) => console.log(`▸ ${line}`),
  });
  const browser = await launch();
  try {
    await signIn(browser.page, stack, "staff", MONITORING_ROOT);
    const routes = await routesOf(browser.page);
    const rows = Number(values.rows);
    const isFast = rows === 0 || (await busyEventLog(browser.page, stack, rows));
    const isGood = values["skip-lighthouse"] === true || (await scoresOf(stack, routes));
    return size.status === 0 && isFast && isGood;
  } finally {
    await closeChromium();
    await stack.close();
  }
}

process.exitCode = (await main()) ? 0 : 1;
