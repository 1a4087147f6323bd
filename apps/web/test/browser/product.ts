/** What every browser test does with the running product. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { z } from "zod";
import type { RunningProduct } from "./global-setup";
import type { Theme } from "./launch";

export const product = (): RunningProduct => inject("product");

export const urlOf = (path: string): string => new URL(path, product().webUrl).href;

export type Account = { email: string; password: string };

/** Fills in the login page that is open, and waits until it has led on. */
export async function fillLogin(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in on the way to `path`. */
export async function openSignedIn(page: Page, account: Account, path: string): Promise<void> {
  await page.goto(urlOf(path));
  await fillLogin(page, account);
  await page.waitForURL(urlOf(path));
}

/** Picks a theme from the menu, as a person does. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: theme === "dark" ? "Dark" : "Light" }).click();
}

/** Sends a sample voice note, or a text, from the first coach's phone. */
export async function sendNote(note: { sampleId: string } | { text: string }): Promise<void> {
  const { simulatorUrl } = product();
  const [coach] = z
    .array(z.object({ phone: z.string() }))
    .parse(await (await fetch(`${simulatorUrl}/api/coaches`)).json());
  if (!coach) throw new Error("The simulator knows no coach.");
  const response = await fetch(`${simulatorUrl}/api/phones/${encodeURIComponent(coach.phone)}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(note),
  });
  if (!response.ok) throw new Error(`The note was not taken: ${response.status} ${await response.text()}`);
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page at WCAG 2.2 AA, one line each; an empty list is what a test expects. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource);
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
