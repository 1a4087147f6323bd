/**
 * Pictures of every route in both themes, into `docs/screenshots`: 1440 px wide, and 375 px for reading on a phone.
 * Starts the whole product on free ports. Run it with `pnpm --filter web screenshots`.
 */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureChromiumOrThrow } from "@voice-flow/dev-stack/chromium";
import { readConfigOrThrow } from "@voice-flow/dev-stack/config";
import { freePort } from "@voice-flow/dev-stack/ports";
import { repositoryRoot } from "@voice-flow/dev-stack/repository";
import { type Stack, startStack } from "@voice-flow/dev-stack/stack";
import type { Page } from "playwright-core";
import { MONITORING_PAGES, MONITORING_ROOT, OTHER_PAGES } from "../src/lib/routes/monitoring-pages";
import { closeChromium, launch, type Theme } from "../test/browser/launch";

const FOLDER = path.join(repositoryRoot, "docs/screenshots");
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };
const SETTLE_MS = 45_000;

/** Waits until nothing on the page is a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("h1") && !document.querySelector('[data-slot="skeleton"]'),
    undefined,
    { timeout: SETTLE_MS },
  );
  await page.evaluate(() => document.fonts.ready);
}

async function picture(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await settled(page);
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(`▸ ${path.relative(repositoryRoot, file)}`);
}

async function signIn(page: Page, stack: Stack, role: string, heading: string): Promise<void> {
  const account = stack.accounts.find((other) => other.role === role);
  if (!account) throw new Error(`The product has no account for: ${role}.`);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
}

interface Route {
  href: string;
  name: string;
}

async function bothWidths(page: Page, stack: Stack, { href, name }: Route, theme: Theme): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await picture(page, `${stack.webUrl}${href}`, `${name}-${theme}`);
  await page.setViewportSize(PHONE);
  await picture(page, `${stack.webUrl}${href}`, `${name}-${theme}-375`);
  await page.setViewportSize(DESKTOP);
}

/** Retries every failed note as staff would, so that there is a result to look at. Resolves with the way to it. */
async function retryWhatFailed(page: Page, stack: Stack): Promise<string> {
  await page.goto(`${stack.webUrl}${MONITORING_ROOT}/artifacts?status=failed`);
  await page.getByRole("checkbox", { name: "Select every note that matches" }).click();
  await page.getByRole("button", { name: "Retry the selected notes" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Reason/).fill("The provider is back.");
  await dialog.getByRole("button", { name: /^Retry \d/ }).click();
  await page.locator("[data-bulk=completed]").waitFor({ timeout: SETTLE_MS });
  const result = await page.getByRole("link", { name: "Result of each note" }).getAttribute("href");
  if (!result) throw new Error("The bulk retry has no result.");
  return result;
}

/** A page of coaches, in a browser of its own. */
async function coachPicture(stack: Stack, theme: Theme): Promise<void> {
  const browser = await launch({ theme, viewport: DESKTOP });
  try {
    await browser.page.goto(`${stack.webUrl}/login?next=/coach/notes`);
    await signIn(browser.page, stack, "Coach", "Your notes");
    await bothWidths(browser.page, stack, { href: "/coach/notes", name: "coach-notes" }, theme);
  } finally {
    await browser.close();
  }
}

/** Resolves with the way to the bulk retry that it took a picture of: the one given, or one of its own. */
async function pictures(stack: Stack, theme: Theme, bulkRetry: string | undefined): Promise<string> {
  const browser = await launch({ theme, viewport: DESKTOP });
  const { page } = browser;
  try {
    await picture(page, `${stack.webUrl}/login?next=/platform`, `login-${theme}`);
    await signIn(page, stack, "Platform staff", "Platform");
    const routes: Route[] = [...MONITORING_PAGES, ...OTHER_PAGES].map(({ href, label }) => ({
      href,
      name: label.toLowerCase(),
    }));
    await page.goto(`${stack.webUrl}${MONITORING_ROOT}`);
    const note = await page.locator('a[data-row][href*="/artifacts/"]').first().getAttribute("href");
    if (note) routes.push({ href: note, name: "note" });
    for (const route of routes) await bothWidths(page, stack, route, theme);
    const result = bulkRetry ?? (await retryWhatFailed(page, stack));
    await bothWidths(page, stack, { href: result, name: "bulk-retry" }, theme);
    await bothWidths(page, stack, { href: path.dirname(result), name: "bulk-retries" }, theme);
    await page.goto(stack.simulatorUrl);
    await page.waitForLoadState("load");
    await page.screenshot({ path: path.join(FOLDER, `coach-phone-${theme}.png`) });
    return result;
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  process.env.CHROMIUM_PATH = ensureChromiumOrThrow(console.log);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const config = readConfigOrThrow({
    VOICE_FLOW_WEB_PORT: String(await freePort()),
    VOICE_FLOW_API_PORT: String(await freePort()),
    VOICE_FLOW_SITE_PORT: String(await freePort()),
    VOICE_FLOW_SIMULATOR_PORT: String(await freePort()),
  });
  const stack = await startStack(config, {
    web: "development",
    nextDistDir: ".next-screenshots",
    onLine: () => {},
    say: (line) => console.log(`▸ ${line}`),
  });
  try {
    let bulkRetry: string | undefined;
    for (const theme of ["light", "dark"] as const) {
      bulkRetry = await pictures(stack, theme, bulkRetry);
      await coachPicture(stack, theme);
    }
  } finally {
    await closeChromium();
    await stack.close();
  }
}

await main();
