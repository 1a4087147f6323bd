import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Deployment } from "../../src/deployment.ts";
import { ADMIN_KEY, backends, signToken } from "./backends.ts";
import { items } from "./functions.ts";
import { eventually, Harness } from "./harness.ts";

describe.each(backends)("authentication, $name", (backend) => {
  let deployment: Deployment;
  let harness: Harness;

  beforeEach(async () => {
    deployment = await backend.start();
    harness = await Harness.serve(deployment);
  });
  afterEach(async () => {
    await harness.close();
    await deployment.close();
  });

  it("runs the queries again as who signs in and as nobody after signing out", async () => {
    const client = harness.client();
    const seen: unknown[] = [];
    const signedIn = vi.fn();
    client.onUpdate(items.whoAmI, {}, (who) => seen.push(who));
    client.onUpdate(items.sum, { key: "k" }, (sum) => seen.push(sum));
    await eventually(() => expect(seen).toEqual([null, 0]));

    client.setAuth(() => signToken("Aoife"), signedIn);
    await eventually(() => expect(seen).toEqual([null, 0, "Aoife"]));
    await eventually(() => expect(signedIn).toHaveBeenCalledWith(true));

    const tokens = vi.fn(() => signToken("Seán"));
    client.setAuth(tokens, signedIn);
    await eventually(() => expect(seen.at(-1)).toBe("Seán"));
    // The client fetches a fresh token at once, and would sign in with it after signing out: until it has the token.
    await eventually(() => expect(tokens).toHaveBeenCalledTimes(2));
    await Promise.all(tokens.mock.results.map(({ value }) => value));
    await client.mutation(items.nothing, {});

    client.client.clearAuth();
    await eventually(() => expect(seen.at(-1)).toBeNull());
    await client.mutation(items.add, { key: "k", amount: 1 });
    expect(seen).toEqual([null, 0, "Aoife", "Seán", null, 1]);
  });

  it("keeps what one user sees from another: they share no query", async () => {
    const seen = new Map<string, unknown>();
    for (const name of ["Aoife", "Seán"]) {
      const client = harness.client();
      client.setAuth(() => signToken(name));
      client.onUpdate(items.whoAmI, {}, (who) => seen.set(name, who));
    }
    await eventually(() => expect(Object.fromEntries(seen)).toEqual({ Aoife: "Aoife", Seán: "Seán" }));
    expect(harness.sync.stats()).toMatchObject({ sessions: 2, queries: 2 });
  });

  it("does not run a query again when only the token is renewed", async () => {
    const client = harness.client();
    const tokens = vi.fn(() => signToken("Aoife"));
    client.setAuth(tokens);
    client.onUpdate(items.whoAmI, {}, () => undefined);
    // The client confirms a cached token and then fetches a fresh one at once.
    await eventually(() => expect(tokens).toHaveBeenCalledTimes(2));
    await client.mutation(items.nothing, {});
    expect(harness.sync.stats()).toMatchObject({ runs: 1, pushes: 1 });
  });

  it("refuses a bad token, and goes on with the good one that the client fetches then", async () => {
    const client = harness.client();
    const seen: unknown[] = [];
    client.onUpdate(items.whoAmI, {}, (who) => seen.push(who));
    await eventually(() => expect(seen).toEqual([null]));
    const onChange = vi.fn();
    client.setAuth(
      async ({ forceRefreshToken }) => (forceRefreshToken ? signToken("Aoife") : "not.a.token"),
      onChange,
    );
    await eventually(() => expect(seen).toEqual([null, "Aoife"]));
    await eventually(() => expect(onChange).toHaveBeenLastCalledWith(true));
    expect(harness.sync.stats()).toMatchObject({ sessions: 1, subscriptions: 1 });
  });

  it("tells a client whose every token is bad that it is not signed in", async () => {
    const client = harness.client();
    const onChange = vi.fn();
    client.setAuth(async () => `${Math.random()}.not.good`, onChange);
    await eventually(() => expect(onChange).toHaveBeenCalledWith(false));
    expect(await client.query(items.whoAmI, {})).toBeNull();
  });

  it("answers a bad token with an AuthError and runs nothing that was sent after it", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send(
      { type: "Authenticate", tokenType: "User", value: "bad", baseVersion: 0 },
      { type: "Mutation", requestId: 0, udfPath: "items:add", args: [{ key: "k", amount: 1 }] },
    );
    expect(await raw.next("AuthError")).toEqual({
      type: "AuthError",
      error: expect.stringContaining("token"),
      baseVersion: 0,
      authUpdateAttempted: true,
    });
    await eventually(() => expect(raw.closed).toMatchObject({ code: 1008 }));
    const { outcome } = await deployment.query({ path: "items:sum", args: { key: "k" }, identity: null });
    expect(outcome).toMatchObject({ value: 0 });
  });

  it("waits for the token to be verified before it runs what was sent after it", async () => {
    const raw = await harness.raw();
    raw.connect();
    const value = await signToken("Aoife");
    raw.send(
      { type: "Authenticate", tokenType: "User", value, baseVersion: 0 },
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [{ type: "Add", queryId: 0, udfPath: "items:whoAmI", args: [{}] }],
      },
    );
    const transition = await eventually(() => {
      const found = raw
        .all("Transition")
        .find(({ modifications }) => Array.isArray(modifications) && modifications[0]);
      expect(found).toBeDefined();
      return found;
    });
    expect(transition).toMatchObject({
      endVersion: { querySet: 1, identity: 1 },
      modifications: [{ type: "QueryUpdated", queryId: 0, value: "Aoife" }],
    });
    expect(harness.sync.stats()).toMatchObject({ runs: 1, pushes: 1 });
  });

  it("ends the connection of a token that expires, and takes the next token", async () => {
    const client = harness.client();
    const seen: unknown[] = [];
    client.onUpdate(items.whoAmI, {}, (who) => seen.push(who));
    let expiring = 0;
    // By its age the client takes the token for one that is good for an hour, and does not renew it in time.
    client.setAuth(async () => {
      expiring += 1;
      return expiring <= 2 ? signToken("short", 2, 3600) : signToken("long");
    });
    await eventually(() => expect(seen.at(-1)).toBe("long"));
    expect(seen).toContain("short");
  });

  it("says that a token has expired without an update by the client", async () => {
    const raw = await harness.raw();
    raw.connect();
    raw.send({ type: "Authenticate", tokenType: "User", value: await signToken("Aoife", 1), baseVersion: 0 });
    await raw.next("Transition");
    await eventually(() =>
      expect(raw.all("AuthError")).toMatchObject([{ authUpdateAttempted: false, baseVersion: 0 }]),
    );
  });

  it("takes the admin key, alone and acting as a user, and no other key", async () => {
    const raw = await harness.raw();
    raw.connect();
    const admin = { type: "Authenticate", tokenType: "Admin", value: ADMIN_KEY };
    raw.send(
      { ...admin, baseVersion: 0 },
      {
        type: "ModifyQuerySet",
        baseVersion: 0,
        newVersion: 1,
        modifications: [{ type: "Add", queryId: 0, udfPath: "items:whoAmI", args: [{}], componentPath: "" }],
      },
    );
    const news = () => raw.all("Transition").flatMap(({ modifications }) => modifications);
    await eventually(() => expect(news()).toMatchObject([{ type: "QueryUpdated", value: null }]));
    raw.send({
      ...admin,
      baseVersion: 1,
      impersonating: { subject: "Aoife", issuer: "https://issuer.example" },
    });
    await eventually(() => expect(news()).toMatchObject([{ value: null }, { value: "Aoife" }]));
    raw.send({ type: "Authenticate", tokenType: "None", baseVersion: 2 });
    await eventually(() => expect(news()).toHaveLength(3));
    expect(news()[2]).toMatchObject({
      type: "QueryFailed",
      errorMessage: "Functions of a component can be called with the admin key only.",
    });

    const stranger = await harness.raw();
    stranger.connect();
    stranger.send({ ...admin, value: "guess", baseVersion: 0 });
    expect(await stranger.next("AuthError")).toMatchObject({ authUpdateAttempted: true });
  });

  it("runs an internal function for the admin key, and for nobody else", async () => {
    if (backend.name === "in memory") return;
    const hidden = { type: "Mutation", udfPath: "items:hidden", args: [{}] };
    const raw = await harness.raw();
    raw.connect();
    raw.send({ ...hidden, requestId: 0 });
    expect(await raw.next("MutationResponse")).toMatchObject({ success: false });
    raw.send(
      { type: "Authenticate", tokenType: "Admin", value: ADMIN_KEY, baseVersion: 0 },
      { ...hidden, requestId: 1 },
    );
    expect(await raw.next("MutationResponse", 2)).toMatchObject({ success: true });
  });
});
