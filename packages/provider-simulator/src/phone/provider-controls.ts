import { z } from "zod";
import { answering, type Route, route } from "../http/router";
import type { SimulatorState } from "../state";
import { APPROVALS } from "../twilio/content";
import { deliveryRulesSchema } from "../twilio/delivery-rules";
import { failed, ok, phoneOf, withJson } from "./control";
import type { Phone } from "./phone";
import { sidSchema } from "./send-schema";

const MONTH_MS = 31 * 86_400_000;

/** What WhatsApp and Twilio do: delivery, time, templates, opt-out; and what the phone has read. */
export function providerControlRoutes(state: SimulatorState, phone: Phone): Route[] {
  return [
    ...ruleRoutes(state),
    ...clockRoutes(state),
    route(
      "POST",
      "/api/phones/:phone/read",
      withJson(z.strictObject({ sid: sidSchema.optional() }), async ({ sid }, call) => {
        await phone.read(phoneOf(call), sid);
        return ok(phone.chat(phoneOf(call)));
      }),
    ),
    route(
      "PUT",
      "/api/opt-out",
      withJson(z.strictObject({ isHandled: z.boolean() }), ({ isHandled }) => {
        state.setOptOut(isHandled);
        return ok({ isHandled });
      }),
    ),
    route(
      "GET",
      "/api/templates",
      answering(() => ok(state.contents.list())),
    ),
    route(
      "PUT",
      "/api/templates/:sid",
      withJson(z.strictObject({ approval: z.enum(APPROVALS) }), ({ approval }, call) =>
        state.contents.decide(call.params.sid ?? "", approval)
          ? ok(state.contents.find(call.params.sid ?? ""))
          : failed(404, "There is no such template."),
      ),
    ),
  ];
}

function ruleRoutes(state: SimulatorState): Route[] {
  return [
    route(
      "GET",
      "/api/delivery-rules",
      answering(() => ok(state.rules.list())),
    ),
    route(
      "PUT",
      "/api/delivery-rules",
      withJson(deliveryRulesSchema, (rules) => {
        state.setRules(rules);
        return ok(state.rules.list());
      }),
    ),
    route(
      "DELETE",
      "/api/delivery-rules",
      answering(() => {
        state.setRules([]);
        return ok([]);
      }),
    ),
  ];
}

function clockRoutes(state: SimulatorState): Route[] {
  const clock = () => ({ now: state.clock.now(), aheadMs: state.clock.aheadMs });
  return [
    route(
      "GET",
      "/api/clock",
      answering(() => ok(clock())),
    ),
    route(
      "POST",
      "/api/clock",
      withJson(z.strictObject({ advanceMs: z.int().min(-MONTH_MS).max(MONTH_MS) }), ({ advanceMs }) => {
        state.advanceClock(advanceMs);
        return ok(clock());
      }),
    ),
    route(
      "GET",
      "/api/phones/:phone/window",
      answering((call) => {
        const closesAt = state.windows.closesAt(phoneOf(call));
        return ok({ closesAt, isOpen: state.windows.isOpen(phoneOf(call)), now: state.clock.now() });
      }),
    ),
  ];
}
