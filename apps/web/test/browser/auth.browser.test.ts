import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MONITORING_PAGES } from "@/lib/routes/monitoring-pages";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, fillLogin, openSignedIn, product, urlOf } from "./product";

const MONITORING = "/platform/voice-monitoring";

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

describe("signing in", () => {
  it("sends whoever is signed out to the login page and back to the page asked for", () =>
    browser.step("signed out", async (page) => {
      await page.goto(urlOf(`${MONITORING}?paused=no`));
      expect(new URL(page.url()).pathname).toBe("/login");
      await fillLogin(page, product().staff);
      await page.waitForURL(urlOf(`${MONITORING}?paused=no`));
      await expect.poll(() => page.getByRole("link", { name: "Dashboard" }).isVisible()).toBe(true);
      expect(browser.complaints).toEqual([]);
    }));

  it("says what is wrong with a password, and keeps the address that was typed", async () => {
    await browser.close();
    browser = await launch({ ignoreConsole: [/401/] });
    await browser.step("wrong password", async (page) => {
      await page.goto(urlOf("/login"));
      await fillLogin(page, { ...product().staff, password: "not-the-password" });
      const alert = page.getByRole("alert").filter({ hasText: "don't match" });
      await alert.waitFor();
      expect(await page.getByLabel("Email").inputValue()).toBe(product().staff.email);
      expect(new URL(page.url()).pathname).toBe("/login");
    });
  });

  it("does not follow a link to another host", () =>
    browser.step("foreign next", async (page) => {
      await page.goto(urlOf("/login?next=//evil.example/platform"));
      await fillLogin(page, product().staff);
      await page.waitForURL(urlOf("/platform"));
    }));

  it("ends the session on sign-out", () =>
    browser.step("sign out", async (page) => {
      await openSignedIn(page, product().staff, "/platform");
      await page.getByRole("button", { name: "Account" }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.waitForURL(urlOf("/login"));
      await page.goto(urlOf("/platform"));
      expect(new URL(page.url()).pathname).toBe("/login");
    }));
});

describe("permission", () => {
  it("M9-002 AUTH-001 lets staff open every page of the monitoring", () =>
    browser.step("staff", async (page) => {
      await openSignedIn(page, product().staff, MONITORING);
      const tabs = page.getByRole("navigation", { name: "Voice Monitoring" });
      for (const { href, label } of MONITORING_PAGES) {
        await tabs.getByRole("link", { name: label }).click();
        await page.waitForURL((url) => url.pathname === href);
        await tabs.getByRole("link", { name: label }).and(page.locator("[aria-current=page]")).waitFor();
        expect(await page.getByRole("heading", { name: "No permission" }).count()).toBe(0);
      }
    }));

  it("refuses a coach on every platform page, and says with which account", () =>
    browser.step("coach", async (page) => {
      await openSignedIn(page, product().coach, "/platform");
      for (const path of ["/platform", MONITORING]) {
        await page.goto(urlOf(path));
        await page.getByRole("heading", { name: "No permission" }).waitFor();
        expect(await page.getByText(product().coach.email).isVisible()).toBe(true);
        expect(await page.getByRole("link", { name: "Dashboard" }).count()).toBe(0);
      }
    }));
});

describe("the hub", () => {
  it("leads staff to Voice Monitoring, in both themes without accessibility problems", () =>
    browser.step("hub", async (page) => {
      await page.goto(urlOf("/login"));
      expect(await accessibilityProblems(page)).toEqual([]);
      await fillLogin(page, product().staff);
      await page.waitForURL(urlOf("/platform"));
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await expect
          .poll(() => page.evaluate(() => document.documentElement.classList.contains("dark")))
          .toBe(theme === "dark");
        expect(await accessibilityProblems(page)).toEqual([]);
      }
      await page.getByRole("link", { name: /Voice Monitoring/ }).click();
      await page.waitForURL(urlOf(MONITORING));
      expect(browser.complaints).toEqual([]);
    }));
});
