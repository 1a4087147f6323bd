import lighthouse from "lighthouse";

/** Of 100; performance is reported and has no budget here: it is of this machine. */
const BUDGETS = { accessibility: 95, "best-practices": 95 } as const;
const CATEGORIES = ["accessibility", "best-practices", "performance"] as const;

/** Prints Lighthouse's scores of each route in the browser behind `port`, which is signed in. False where a budget is broken. */
export async function lighthouseScores(
  webUrl: string,
  routes: readonly string[],
  port: number,
): Promise<boolean> {
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
