import { describe, expect, it } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

describe("HTTP actions", () => {
  it("gets the request at the site's own address", async () => {
    const response = await fetch(`${fixture.running.siteUrl}/echo?a=1`, { method: "POST", body: "payload" });
    expect(await response.json()).toEqual({
      url: `${fixture.running.siteUrl}/echo?a=1`,
      body: "payload",
      subject: null,
    });
  });

  it("keeps several cookies apart and leaves CORS to the action", async () => {
    const response = await fetch(`${fixture.running.siteUrl}/cookies`);
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      "a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
      "b=2; HttpOnly",
    ]);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://app.example");
    const preflight = await fetch(`${fixture.running.siteUrl}/cookies`, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example");
  });

  it("runs functions, schedules and stores from an action behind a prefix", async () => {
    const response = await fetch(`${fixture.running.siteUrl}/notes/webhook-author`, {
      method: "POST",
      body: "text",
    });
    const { notes, stored } = await response.json();
    expect(notes).toMatchObject([{ author: "webhook-author", text: "text" }]);
    expect(await fixture.client.query(api.files.url, { id: stored })).toContain("/api/storage/");
    await fixture.running.deployment.schedulerIdle();
    expect(await fixture.client.query(api.runs.named, { name: "webhook webhook-author" })).toHaveLength(1);
  });

  it("answers 404 where nothing is routed, and 500 without the details of a failure", async () => {
    expect((await fetch(`${fixture.running.siteUrl}/nowhere`)).status).toBe(404);
    const broken = await fetch(`${fixture.running.siteUrl}/broken`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain("details");
    expect(fixture.logs.some((line) => line.text.includes("the details are for the log"))).toBe(true);
  });
});
