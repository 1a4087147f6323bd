import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OUTBOUND_STATUSES } from "../vocabulary/messaging";
import { MAX_RESENDS, moveOutbound, type OutboundMove, type OutboundState } from "./outbound";
import { deliveryError, KNOWN_DELIVERY_CODES, providerCodeOf } from "./provider-codes";

const NOW = 1_000_000;
const queued: OutboundState = { status: "queued", sends: 0, resends: 0 };

/** Makes the moves in order, one second apart; those that are ignored change nothing. */
function after(moves: readonly OutboundMove[], from = queued) {
  let state = from;
  const changes: string[] = [];
  for (const [index, move] of moves.entries()) {
    const verdict = moveOutbound(state, move, NOW + index * 1000);
    if (!verdict.ok) continue;
    state = verdict.state;
    changes.push(...verdict.changes);
  }
  return { state, changes };
}

const accept = (sid = "SM1"): OutboundMove => ({ type: "accept", providerMessageSid: sid });
const report = (errorCode: string, hasTemplate = false): OutboundMove => ({
  type: "report_failure",
  errorCode,
  hasTemplate,
});

describe("a message to a coach", () => {
  it("is queued, sent, delivered and read", () => {
    const { state, changes } = after([accept(), { type: "deliver" }, { type: "read" }]);
    expect(changes).toEqual(["sent", "delivered", "read"]);
    expect(state).toMatchObject({
      status: "read",
      sends: 1,
      providerMessageSid: "SM1",
      acceptedAt: NOW,
      deliveredAt: NOW + 1000,
      readAt: NOW + 2000,
    });
  });

  it("is delivered by the callback that it was read, where the other one was lost", () => {
    const { state, changes } = after([accept(), { type: "read" }]);
    expect(changes).toEqual(["sent", "delivered", "read"]);
    expect(state.deliveredAt).toBe(NOW + 1000);
  });

  it("keeps what it is when callbacks come late or twice", () => {
    const { changes } = after([
      accept(),
      { type: "read" },
      { type: "deliver" },
      accept(),
      report("twilio_63003"),
    ]);
    expect(changes).toEqual(["sent", "delivered", "read"]);
  });

  it("is known to be delivered even before we know that it was sent", () => {
    expect(after([{ type: "deliver" }, accept()]).state).toMatchObject({
      status: "delivered",
      deliveredAt: NOW,
    });
  });

  it.each(["twilio_63018", "twilio_30008", "twilio_20429", "http_429", "twilio_99999"])(
    "is sent once more after %s, and then has failed",
    (code) => {
      const once = after([accept(), report(code)]);
      expect(once.state).toMatchObject({ status: "queued", resends: 1, providerMessageSid: undefined });
      const twice = after([accept("SM2"), report(code)], once.state);
      expect(twice.state).toMatchObject({ status: "failed", errorCode: code, sends: 2 });
      expect(twice.changes).toEqual(["sent", "failed"]);
    },
  );

  it.each(["twilio_21610", "twilio_63003", "twilio_63024", "twilio_63049", "twilio_63016"])(
    "D5: has failed for good with %s",
    (code) => {
      const { state, changes } = after([accept(), report(code), report(code)]);
      expect(state).toMatchObject({ status: "failed", errorCode: code, failedAt: NOW + 1000 });
      expect(changes).toEqual(["sent", "failed"]);
    },
  );

  it("goes again as a template after 63016, if there is one", () => {
    expect(after([accept(), report("twilio_63016", true)]).state.status).toBe("queued");
  });

  it("waits for the window, and is released", () => {
    const { state, changes } = after([{ type: "wait_for_window" }, { type: "release" }, accept()]);
    expect(changes).toEqual(["waiting", "queued", "sent"]);
    expect(state.status).toBe("sent");
  });

  it("that failed is sent again by staff, with a new allowance", () => {
    const failed = after([accept(), report("twilio_63018"), accept("SM2"), report("twilio_63018")]).state;
    expect(after([{ type: "send_again" }], failed).state).toMatchObject({ status: "queued", resends: 0 });
    expect(moveOutbound(queued, { type: "send_again" }, NOW)).toEqual({ ok: false });
  });

  it("that was given up and arrives after all is delivered", () => {
    const { state } = after([{ type: "give_up", errorCode: "timeout" }, { type: "deliver" }]);
    expect(state).toMatchObject({ status: "delivered", errorCode: undefined, failedAt: undefined });
  });

  const move = fc.oneof(
    fc.constantFrom<OutboundMove>(
      { type: "deliver" },
      { type: "read" },
      { type: "wait_for_window" },
      { type: "release" },
      { type: "send_again" },
    ),
    fc.constantFrom("SM1", "SM2", "SM3").map(accept),
    fc
      .record({ code: fc.constantFrom(...KNOWN_DELIVERY_CODES), hasTemplate: fc.boolean() })
      .map(({ code, hasTemplate }) => report(code, hasTemplate)),
    fc.constantFrom<OutboundMove>({ type: "give_up", errorCode: "gave_up" }),
  );

  it("never takes back an arrival, never sends again without end, and always has the times of its status", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let state = queued;
        for (const [index, each] of moves.entries()) {
          const verdict = moveOutbound(state, each, NOW + index);
          if (!verdict.ok) continue;
          if (state.deliveredAt !== undefined) expect(["delivered", "read"]).toContain(verdict.state.status);
          state = verdict.state;
          expect(OUTBOUND_STATUSES).toContain(state.status);
          expect(state.resends).toBeLessThanOrEqual(MAX_RESENDS);
          if (state.status === "sent") expect(state.providerMessageSid).toBeDefined();
          if (state.status === "failed") expect([state.failedAt, state.errorCode]).not.toContain(undefined);
          if (state.status === "read") expect(state.readAt).toBeDefined();
        }
      }),
    );
  });
});

describe("provider codes", () => {
  it("each have a sentence that a person can read", () => {
    for (const code of KNOWN_DELIVERY_CODES) {
      expect(deliveryError(code, "callback").reason, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    ["http_503", "call", "passing"],
    ["http_429", "call", "passing"],
    ["http_404", "call", "permanent"],
    ["twilio_12345", "call", "permanent"],
    ["twilio_12345", "callback", "passing"],
    ["toString", "call", "permanent"],
  ] as const)("%s by %s is %s", (code, source, kind) => {
    expect(deliveryError(code, source).kind).toBe(kind);
  });

  it("tell the provider's number from our own words", () => {
    expect(providerCodeOf("twilio_63016")).toBe("63016");
    expect(providerCodeOf("timeout")).toBeNull();
  });
});
