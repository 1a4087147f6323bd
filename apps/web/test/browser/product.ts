/** What every browser test does with the running product. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Cookie, Page } from "playwright-core";
import { inject } from "vitest";
import { coachPhone } from "./coach-phone";
import type { RunningProduct } from "./global-setup";
import type { Theme } from "./launch";

/** The product of this worker: no other worker touches it. Vitest numbers workers from 1. */
export function product(): RunningProduct {
  const found = inject("products")[Number(process.env.VITEST_POOL_ID) - 1];
  if (!found) throw new Error(`Worker ${process.env.VITEST_POOL_ID} has no product.`);
  return found;
}

export const urlOf = (path: string): string => new URL(path, product().webUrl).href;

export type Account = { email: string; password: string };

/** Fills in the login page that is open, and waits until it has led on. */
export async function fillLogin(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Cookies of each account's session: a file signs in once, as a person does. */
const sessions = new Map<string, Cookie[]>();

/** Opens `path` signed in, through the login page when this file has no session of the account that still holds. */
export async function openSignedIn(page: Page, account: Account, path: string): Promise<void> {
  await page.context().addCookies(sessions.get(account.email) ?? []);
  await page.goto(urlOf(path));
  if (new URL(page.url()).pathname === "/login") {
    await fillLogin(page, account);
    await page.waitForURL(urlOf(path));
    sessions.set(account.email, await page.context().cookies());
  }
}

/** Picks a theme from the menu, as a person does. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: theme === "dark" ? "Dark" : "Light" }).click();
}

/** Sends a sample voice note from the first coach's phone. */
export async function sendNote({ sampleId }: { sampleId: string }): Promise<void> {
  const phone = coachPhone(product());
  const [coach] = await phone.coaches();
  if (!coach) throw new Error("The simulator knows no coach.");
  await phone.sendSample(coach.phone, sampleId);
}

/**
 * Waits until the router has taken up a changed address, which it does in a transition: one step back before that would undo
 * the change unseen.
 */
export const routerAtRest = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page at WCAG 2.2 AA, one line each; an empty list is what a test expects. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource);
  // Below its beginning the page's bar lies over part of what is on it, as anywhere.
  await page.evaluate(() => window.scrollTo(0, 0));
  // What is fading in has the contrast of no state that stays.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished),
    ),
  );
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} (${node.any[0]?.message ?? node.html})`),
    );
  });
}
