import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { api, internal } from "../fixture/convex/_generated/api.js";
import type { Id } from "../fixture/convex/_generated/dataModel.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

async function call(path: string, args: unknown, endpoint = "query", headers: Record<string, string> = {}) {
  const response = await fetch(`${fixture.running.url}/api/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ path, args, format: "json" }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe("functions over HTTP", () => {
  it("runs queries and mutations of the unmodified client", async () => {
    const id = await fixture.client.mutation(api.notes.add, { author: "ada", text: "hello" });
    expect(await fixture.client.mutation(api.notes.like, { id })).toBe(1);
    expect(await fixture.client.query(api.notes.byAuthor, { author: "ada" })).toMatchObject([
      { _id: id, text: "hello", likes: 1 },
    ]);
    expect(await fixture.client.consistentQuery(api.notes.byAuthor, { author: "nobody" })).toEqual([]);
  });

  it("refuses arguments that the validator does not allow", async () => {
    const wrong = { author: 7, text: "x" } as unknown as { author: string; text: string };
    await expect(fixture.client.mutation(api.notes.add, wrong)).rejects.toThrow("Expected `string`");
  });

  it("refuses results that the validator does not allow", async () => {
    await expect(fixture.client.query(api.notes.wrongReturn)).rejects.toThrow(
      "Return value validation failed",
    );
  });

  it("keeps nothing of a mutation whose result is refused", async () => {
    await expect(
      fixture.client.mutation(api.notes.wrongReturnAfterWrite, { author: "wrong" }),
    ).rejects.toThrow("Return value validation failed");
    expect(await fixture.client.query(api.notes.byAuthor, { author: "wrong" })).toEqual([]);
  });

  it("carries the data of a ConvexError, with the status of an application error", async () => {
    const id = await fixture.client.mutation(api.notes.add, { author: "gone", text: "x" });
    await fixture.client.mutation(api.notes.remove, { id });
    const error: unknown = await fixture.client
      .mutation(api.notes.like, { id })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConvexError);
    expect(error).toMatchObject({ data: { code: "not_found", id } });
    expect((await call("notes:like", { id }, "mutation")).status).toBe(560);
  });

  it("hides internal functions from clients, and shows them to the admin key", async () => {
    // What a client could send, whatever its types say.
    const secret = internal.notes.secret as unknown as typeof api.notes.talkative;
    await expect(fixture.client.query(secret)).rejects.toThrow("Could not find public function");
    expect(await fixture.admin.query(secret)).toBe("internal");
    expect((await call("notes:nothing", {})).body.errorMessage).toContain("Could not find public function");
    expect((await call("notes:secret", {}, "query", { authorization: "Convex wrong-key" })).status).toBe(401);
  });

  it("says which kind a function is when it is called as another", async () => {
    expect((await call("notes:add", { author: "a", text: "b" }, "query")).body.errorMessage).toContain(
      "defined as a mutation",
    );
  });

  it("returns the log of a call, and gives it to the host", async () => {
    const { body } = await call("notes:talkative", {});
    expect(body.logLines).toEqual(["[LOG] 'hello' { from: 'a query' }", "[WARN] 'careful'"]);
    expect(fixture.logs).toContainEqual({ level: "WARN", path: "notes:talkative", text: "'careful'" });
  });

  it("rolls a mutation back when it throws", async () => {
    await expect(
      fixture.client.mutation(api.installed.addEntry, { account: "rolled back", amount: 5, fail: true }),
    ).rejects.toThrow("rolls back the component too");
    expect(await fixture.client.query(api.installed.balance, { account: "rolled back" })).toBe(0);
  });

  it("gives a commit its timestamp, in order", async () => {
    const first = await fixture.client.mutation(api.notes.addStamped, { author: "stamped" });
    const second = await fixture.client.mutation(api.notes.addStamped, { author: "stamped" });
    const stamps = await fixture.client.query(api.notes.byAuthor, { author: "stamped" });
    const of = (id: Id<"notes">) => stamps.find((note) => note._id === id)?.committedAt;
    expect(of(first)).toBeTypeOf("bigint");
    expect(Number(of(second)) - Number(of(first))).toBeGreaterThan(0);
  });

  it("answers the same path with and without the extension, and any origin", async () => {
    const answer = await call("notes.js:byAuthor", { author: "nobody" }, "query", {
      origin: "http://localhost:3000",
    });
    expect(answer.body).toMatchObject({ status: "success", value: [] });
    expect(answer.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    const preflight = await fetch(`${fixture.running.url}/api/query`, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
  });

  it("tells its version and name, and refuses what it does not know", async () => {
    expect(await (await fetch(`${fixture.running.url}/version`)).text()).toMatch(/^local-deployment/);
    expect(await (await fetch(`${fixture.running.url}/instance_name`)).text()).toBe("local");
    expect((await fetch(`${fixture.running.url}/api/unknown`)).status).toBe(404);
    const malformed = await fetch(`${fixture.running.url}/api/query`, { method: "POST", body: "no json" });
    expect(malformed.status).toBe(400);
  });

  it("runs calls that arrive together one after the other, and loses none", async () => {
    const id = await fixture.client.mutation(api.notes.add, { author: "busy", text: "x" });
    await Promise.all(
      Array.from({ length: 50 }, () => fixture.client.mutation(api.notes.like, { id }, { skipQueue: true })),
    );
    expect(await fixture.client.query(api.notes.get, { id })).toMatchObject({ likes: 50 });
  });
});
