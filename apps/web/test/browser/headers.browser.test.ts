import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { openSignedIn, product, urlOf } from "./product";

const get = (path: string) => fetch(urlOf(path), { redirect: "manual" });

describe("SA-006 headers", () => {
  it.each([
    ["a page", "/login", 200],
    ["a redirect", "/platform", 307],
    ["a page that is not there", "/nowhere", 404],
    ["a file", "/icon.svg", 200],
    ["an answer of the API", "/api/auth/ok", 200],
  ])("are on %s", async (_, path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(response.headers.get("x-powered-by")).toBeNull();
  });

  it("carry another nonce each time, which every script of the page has", async () => {
    const [first, second] = [await get("/login"), await get("/login")];
    const nonceOf = (response: Response) =>
      /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    expect(nonceOf(first)).toBeTruthy();
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const html = await first.text();
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonceOf(first)}"`))).toEqual([]);
  });

  it("give the microphone to the page that records alone", async () => {
    const allowed = async (path: string) => (await get(path)).headers.get("permissions-policy");
    expect(await allowed("/coach/notes")).toContain("microphone=(self)");
    expect(await allowed("/login")).toContain("microphone=()");
    expect(await allowed("/platform/voice-monitoring")).toContain("microphone=()");
  });
});

describe("SA-006 in a browser", () => {
  let browser: Browser;
  beforeEach(async () => {
    browser = await launch({ ignoreConsole: [/Content Security Policy/] });
  });
  afterEach(async () => {
    await browser.close();
  });

  it("a planted script does not run", () =>
    browser.step("planted script", async (page) => {
      await openSignedIn(page, product().staff, "/platform");
      await page.getByRole("link", { name: /Voice Monitoring/ }).waitFor();
      await page.evaluate(() => {
        const script = document.createElement("div");
        script.innerHTML = `<img src="x:" onerror="document.title='attacked'">`;
        document.body.append(script);
      });
      await expect.poll(() => browser.violations.some((text) => text.startsWith("script-src"))).toBe(true);
      expect(await page.title()).not.toBe("attacked");
      browser.violations.splice(0);
    }));

  it("no page may be framed", () =>
    browser.step("framed", async (page) => {
      await page.setContent(`<iframe src="${urlOf("/login")}"></iframe>`);
      const [, frame] = page.frames();
      await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    }));
});
