import { CHROMIUM_FLAGS, ensureChromiumOrThrow } from "@voice-flow/dev-stack/chromium";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium, type Page } from "playwright-core";

/** Out of 100. Performance is reported without a budget, because it depends on the machine. */
const BUDGETS = { accessibility: 95, "best-practices": 95 } as const;
const CATEGORIES = ["accessibility", "best-practices", "performance"] as const;

/** Prints Lighthouse's scores of each route, opened as `signIn` leaves a browser. False where a budget is broken. */
export async function lighthouseScores(
  webUrl: string,
  routes: readonly string[],
  signIn: (page: Page) => Promise<void>,
): Promise<boolean> {
  // Lighthouse drives a browser by its port, which one that Playwright starts does not open.
  const chrome = await launch({
    chromePath: ensureChromiumOrThrow(console.log),
    chromeFlags: ["--headless=new", ...CHROMIUM_FLAGS],
  });
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${chrome.port}`);
    const [context] = browser.contexts();
    if (!context) throw new Error("The browser has no context.");
    await signIn(context.pages()[0] ?? (await context.newPage()));
    return await scores(webUrl, routes, chrome.port);
  } finally {
    chrome.kill();
  }
}

async function scores(webUrl: string, routes: readonly string[], port: number): Promise<boolean> {
  let isGood = true;
  console.log("\nLighthouse (accessibility and best practices have a budget of 95)");
  for (const route of routes) {
    const run = await lighthouse(`${webUrl}${route}`, {
      port,
      output: "json",
      logLevel: "silent",
      onlyCategories: [...CATEGORIES],
      // The session lives in the browser's storage.
      disableStorageReset: true,
      formFactor: "desktop",
      screenEmulation: { disabled: true },
      throttlingMethod: "provided",
      maxWaitForLoad: 20_000,
    });
    if (!run) throw new Error(`Lighthouse has no result for ${route}.`);
    const { lhr } = run;
    if (lhr.runtimeError) throw new Error(`Lighthouse could not open ${route}: ${lhr.runtimeError.message}`);
    const landed = new URL(lhr.finalDisplayedUrl).pathname;
    if (landed !== route) throw new Error(`Lighthouse was led from ${route} to ${landed}.`);
    const score = (category: string) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
    const broken = Object.entries(BUDGETS).filter(([category, budget]) => score(category) < budget);
    console.log(
      `${CATEGORIES.map((category) => `${category} ${String(score(category)).padStart(3)}`).join("  ")}  ${route}`,
    );
    for (const [category] of broken) {
      isGood = false;
      const refs = lhr.categories[category]?.auditRefs ?? [];
      const failed = refs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1);
      console.log(`  over budget: ${failed.map(({ id }) => id).join(", ")}`);
    }
  }
  return isGood;
}
