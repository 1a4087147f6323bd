import { type Call, type Reply, readJson } from "../http/messages";
import { type Route, route } from "../http/router";
import { type ProviderEndpoint, serveEndpoint } from "../provider-endpoint";
import type { SimulatorState } from "../state";
import { refuseTwilioCaller, type TwilioAccount, twilioErrors } from "./errors";

/** A call on the Content API, which knows the account by its credentials alone. */
const contentEndpoint = (account: TwilioAccount, make: (call: Call) => Reply): ProviderEndpoint<Call> => ({
  endpoint: "content",
  errors: twilioErrors,
  read(call) {
    const refusal = refuseTwilioCaller(call.headers.authorization, account.accountSid, account);
    return refusal ? { refusal } : { input: call };
  },
  phoneOf: () => undefined,
  answer: make,
});

/** Twilio's Content API: templates, and WhatsApp's approval of them. */
export function contentRoutes(state: SimulatorState): Route[] {
  const { account, contents } = state;
  const served = (make: (call: Call) => Reply) => serveEndpoint(state, contentEndpoint(account, make));
  const sidOf = ({ params }: Call): string => params.sid ?? "";
  return [
    route(
      "POST",
      "/v1/Content",
      served((call) => contents.create(readJson(call))),
    ),
    route(
      "GET",
      "/v1/Content",
      served(() => contents.showAll()),
    ),
    route(
      "GET",
      "/v1/Content/:sid",
      served((call) => contents.show(sidOf(call))),
    ),
    route(
      "POST",
      "/v1/Content/:sid/ApprovalRequests/whatsapp",
      served((call) => contents.submit(sidOf(call), readJson(call))),
    ),
    route(
      "GET",
      "/v1/Content/:sid/ApprovalRequests",
      served((call) => contents.showApproval(sidOf(call))),
    ),
  ];
}
