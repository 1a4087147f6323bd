import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseRange } from "../../src/http/storage-endpoints.ts";
import { api } from "../fixture/convex/_generated/api.js";
import type { Id } from "../fixture/convex/_generated/dataModel.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();

async function upload(body: string, type: string): Promise<Id<"_storage">> {
  const url = await fixture.client.mutation(api.files.uploadUrl, {});
  const response = await fetch(url, { method: "POST", headers: { "content-type": type }, body });
  expect(response.status).toBe(200);
  return (await response.json()).storageId;
}

async function urlOf(id: Id<"_storage">): Promise<string> {
  const url = await fixture.client.query(api.files.url, { id });
  if (url === null) {
    throw new Error("The file is gone.");
  }
  return url;
}

describe("file storage", () => {
  it("stores an upload and serves it under an unguessable URL with its type", async () => {
    const id = await upload("0123456789", "audio/ogg");
    const url = await urlOf(id);
    expect(url).toMatch(new RegExp(`^${fixture.running.url}/api/storage/[0-9a-f-]{36}$`));
    // The id is no secret: rows and logs hold it.
    expect((await fetch(`${fixture.running.url}/api/storage/${id}`)).status).toBe(404);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("audio/ogg");
    expect(response.headers.get("content-length")).toBe("10");
    expect(await response.text()).toBe("0123456789");
    expect(await fixture.client.query(api.files.metadata, { id })).toMatchObject({
      size: 10,
      contentType: "audio/ogg",
      sha256: createHash("sha256").update("0123456789").digest("base64"),
    });
  });

  it("serves parts of a file, as a player asks for them", async () => {
    const url = await urlOf(await upload("0123456789", "audio/ogg"));
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return [response.status, response.headers.get("content-range"), await response.text()];
    };
    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-2")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await part("bytes=20-")).toEqual([416, "bytes */10", ""]);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("accept-ranges"), head.headers.get("content-length")]).toEqual([
      200,
      "bytes",
      "10",
    ]);
  });

  it("ignores a malformed range", () => {
    expect(parseRange("bytes=5-2", 10)).toBeNull();
    expect(parseRange("lines=1-2", 10)).toBeNull();
    expect(parseRange("bytes=-", 10)).toBeNull();
    expect(parseRange("bytes=-0", 10)).toBe("unsatisfiable");
    expect(parseRange("bytes=0-99", 10)).toEqual({ start: 0, end: 9 });
  });

  it("refuses an upload without a valid token", async () => {
    const response = await fetch(`${fixture.running.url}/api/storage/upload?token=guess`, {
      method: "POST",
      body: "x",
    });
    expect(response.status).toBe(401);
  });

  it("stores from an action, and reads it back there", async () => {
    const { id, url, text } = await fixture.client.action(api.files.store, {
      text: "from an action",
      type: "text/plain",
    });
    expect(text).toBe("from an action");
    expect(await (await fetch(url ?? "")).text()).toBe("from an action");
    expect(await fixture.client.query(api.files.metadata, { id })).toMatchObject({
      contentType: "text/plain",
    });
  });

  it("keeps files that actions store while the transactions of others fail", async () => {
    const ids = await fixture.client.action(api.files.storeWhileOthersFail, { count: 20 });
    const texts = await Promise.all(ids.map(async (id) => (await fetch(await urlOf(id))).text()));
    expect(texts).toEqual(Array.from({ length: 20 }, (_, index) => `file ${index}`));
    expect(await fixture.client.query(api.runs.named, { name: "lost" })).toEqual([]);
  });

  it("forgets a deleted file and its URL", async () => {
    const id = await upload("short-lived", "text/plain");
    const url = await urlOf(id);
    await fixture.client.mutation(api.files.remove, { id });
    expect((await fetch(url)).status).toBe(404);
    expect(await fixture.client.query(api.files.url, { id })).toBeNull();
    const second = await upload("short-lived", "text/plain");
    await fixture.client.action(api.files.removeFromAction, { id: second });
    expect(await fixture.client.query(api.files.url, { id: second })).toBeNull();
  });
});
