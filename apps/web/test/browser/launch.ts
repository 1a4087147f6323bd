import { mkdir } from "node:fs/promises";
import path from "node:path";
import { CHROMIUM_FLAGS } from "@voice-flow/dev-stack/chromium";
import {
  type BrowserContext,
  type ConsoleMessage,
  chromium,
  type Page,
  type Browser as RunningChromium,
} from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const SCREENSHOTS = path.join(import.meta.dirname, "../../test-results");

export type Theme = "light" | "dark";

export type LaunchOptions = {
  theme?: Theme;
  /** CSS pixels. */
  viewport?: { width: number; height: number };
  /** Switches of Chromium beside the usual ones. */
  flags?: readonly string[];
  /** Messages of the browser that are known and harmless in this test. */
  ignoreConsole?: readonly RegExp[];
};

export type Browser = {
  page: Page;
  context: BrowserContext;
  /** Everything the page complained of so far: console errors and warnings, uncaught errors, failed requests. */
  complaints: readonly string[];
  /** What the page's security policy stopped; a test that plants something of the kind takes it out. */
  violations: string[];
  /** Runs a step; when it fails, keeps a picture of the page under `test-results` and names it in the error. */
  step: <T>(name: string, run: (page: Page) => Promise<T>) => Promise<T>;
  screenshot: (name: string) => Promise<string>;
  /** Throws an Error when the security policy stopped anything: no page of ours may need what it forbids. */
  close: () => Promise<void>;
};

// A sign-out ends with one 401 from the token route, which browsers report on the console.
const HARMLESS = [/\/api\/auth\/convex\/token/, /Download the React DevTools/];

/** By the flags that it was started with. One that has crashed leaves, so that the next test starts another. */
const running = new Map<string, Promise<RunningChromium>>();

function chromiumWith(flags: readonly string[]): Promise<RunningChromium> {
  const key = flags.join(" ");
  const known = running.get(key);
  if (known) return known;
  const started = chromium
    .launch({ executablePath: EXECUTABLE, headless: true, args: [...CHROMIUM_FLAGS, ...flags] })
    .then((browser) => browser.on("disconnected", () => running.delete(key)));
  running.set(key, started);
  return started;
}

/** Ends what `launch` has started; after each file of tests, and at the end of a script. */
export async function closeChromium(): Promise<void> {
  const browsers = await Promise.all(running.values());
  await Promise.all(browsers.map((browser) => browser.close()));
}

/**
 * Opens a page with a profile of its own: no cookies, no storage, an empty cache. Chromium itself is shared, since starting
 * it takes longer than most tests. Close the profile in `afterEach` or `afterAll`.
 */
export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await chromiumWith(options.flags ?? []);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.theme ?? "light",
    locale: "en-IE",
    timezoneId: "Europe/Dublin",
  });
  const violations = await collectViolations(context);
  const page = await context.newPage();
  const complaints = collectComplaints(page, [...HARMLESS, ...(options.ignoreConsole ?? [])]);

  const screenshot = async (name: string) => {
    await mkdir(SCREENSHOTS, { recursive: true });
    const file = path.join(SCREENSHOTS, `${name.replaceAll(/[^a-z0-9-]+/gi, "-")}.png`);
    await page.screenshot({ path: file, fullPage: true });
    return file;
  };

  return {
    page,
    context,
    complaints,
    violations,
    screenshot,
    step: async (name, run) => {
      try {
        return await run(page);
      } catch (error) {
        const file = await screenshot(`failed-${name}`).catch(() => "no picture could be taken");
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`${name} failed at ${page.url()} (picture: ${file}): ${why}`, { cause: error });
      }
    },
    close: async () => {
      await context.close();
      if (violations.length > 0) throw new Error(`The security policy stopped:\n${violations.join("\n")}`);
    },
  };
}

async function collectViolations(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction("reportViolation", (text: string) => violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
      const report: unknown = Reflect.get(window, "reportViolation");
      if (typeof report === "function") {
        report(`${effectiveDirective}: ${blockedURI} (${sourceFile} on ${location.pathname})`);
      }
    });
  });
  return violations;
}

function collectComplaints(page: Page, harmless: readonly RegExp[]): readonly string[] {
  const complaints: string[] = [];
  const add = (text: string) => {
    if (!harmless.some((pattern) => pattern.test(text))) {
      complaints.push(text);
    }
  };
  page.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error" || message.type() === "warning") {
      add(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => add(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A navigation cancels what the page before was still loading.
    if (reason !== "net::ERR_ABORTED") {
      add(`request failed: ${request.url()} ${reason}`);
    }
  });
  return complaints;
}
