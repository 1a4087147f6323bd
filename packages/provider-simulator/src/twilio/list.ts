import { jsonReply, reply } from "../http/messages";
import type { ProviderEndpoint } from "../provider-endpoint";
import {
  refuseTwilioCaller,
  type TwilioAccount,
  twilioErrors,
  twilioHeaders,
  twilioNotFound,
} from "./errors";
import { type MediaStore, mediaPath } from "./media";
import type { MessageStore, PhoneMessage } from "./messages";
import { messageResource } from "./resource";

const MAX_PAGE_SIZE = 1000;

interface ListRequest {
  readonly to: string | null;
  readonly from: string | null;
  /** Milliseconds since the epoch. */
  readonly sentAfter: number;
  readonly sentBefore: number;
  readonly page: number;
  readonly pageSize: number;
}

/** The account's messages, newest first, as Twilio lists them. */
export function listEndpoint(messages: MessageStore, account: TwilioAccount): ProviderEndpoint<ListRequest> {
  return {
    endpoint: "list",
    errors: twilioErrors,
    read({ headers, params, url }) {
      const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
      if (refusal) return { refusal };
      const query = url.searchParams;
      const time = (name: string, otherwise: number) => {
        const at = Date.parse(query.get(name) ?? "");
        return Number.isNaN(at) ? otherwise : at;
      };
      return {
        input: {
          to: query.get("To"),
          from: query.get("From"),
          // Twilio's own names: `DateSent>` and `DateSent<`.
          sentAfter: time("DateSent>", 0),
          sentBefore: time("DateSent<", Number.MAX_SAFE_INTEGER),
          page: Math.max(0, Number(query.get("Page") ?? 0) || 0),
          pageSize: Math.min(MAX_PAGE_SIZE, Math.max(1, Number(query.get("PageSize") ?? 50) || 50)),
        },
      };
    },
    phoneOf: () => undefined,
    answer(request) {
      const found = messages
        .all()
        .filter((message) => !message.isDeletedAtProvider && matches(message, request, account));
      const { page, pageSize } = request;
      const shown = found.slice(page * pageSize, (page + 1) * pageSize);
      const hasMore = found.length > (page + 1) * pageSize;
      return jsonReply(
        200,
        {
          messages: shown.map((message) => messageResource(message, account)),
          page,
          page_size: pageSize,
          next_page_uri: hasMore ? nextPageUri(request, account) : null,
        },
        twilioHeaders(),
      );
    },
  };
}

function matches(message: PhoneMessage, request: ListRequest, account: TwilioAccount): boolean {
  const outgoing = message.direction === "to_coach";
  const address = `whatsapp:${message.phone}`;
  const to = outgoing ? address : account.whatsappFrom;
  const from = outgoing ? account.whatsappFrom : address;
  return (
    (request.to === null || request.to === to) &&
    (request.from === null || request.from === from) &&
    message.at >= request.sentAfter &&
    message.at <= request.sentBefore
  );
}

function nextPageUri({ to, from, sentAfter, page, pageSize }: ListRequest, account: TwilioAccount): string {
  const query = new URLSearchParams({ Page: String(page + 1), PageSize: String(pageSize) });
  if (to) query.set("To", to);
  if (from) query.set("From", from);
  if (sentAfter > 0) query.set("DateSent>", new Date(sentAfter).toISOString());
  return `/2010-04-01/Accounts/${account.accountSid}/Messages.json?${query}`;
}

/** The files of a message. */
export function mediaListEndpoint(media: MediaStore, account: TwilioAccount): ProviderEndpoint<string> {
  return {
    endpoint: "list",
    errors: twilioErrors,
    read({ headers, params }) {
      const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
      return refusal ? { refusal } : { input: params.message ?? "" };
    },
    phoneOf: () => undefined,
    answer: (messageSid) =>
      jsonReply(
        200,
        {
          media_list: media.of(messageSid).map((stored) => ({
            sid: stored.sid,
            content_type: stored.contentType,
            parent_sid: messageSid,
            uri: `${mediaPath(account.accountSid, stored)}.json`,
          })),
          next_page_uri: null,
        },
        twilioHeaders(),
      ),
  };
}

type Removal = { readonly phone: string; readonly remove: () => void };

/** Deletes a file at the provider. */
export function removeMediaEndpoint(media: MediaStore, account: TwilioAccount): ProviderEndpoint<Removal> {
  return {
    endpoint: "remove",
    errors: twilioErrors,
    read({ headers, params, url }) {
      const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
      if (refusal) return { refusal };
      const stored = media.get(params.media ?? "");
      if (!stored || stored.messageSid !== params.message) return { refusal: twilioNotFound(url.pathname) };
      const { phone, sid } = stored;
      return { input: { phone, remove: () => media.delete(sid) } };
    },
    phoneOf: ({ phone }) => phone,
    answer({ remove }) {
      remove();
      return reply(204, "application/json", "", twilioHeaders());
    },
  };
}

/** Deletes a message at the provider; it stays on the phone. */
export function removeMessageEndpoint(
  messages: MessageStore,
  account: TwilioAccount,
): ProviderEndpoint<Removal> {
  return {
    endpoint: "remove",
    errors: twilioErrors,
    read({ headers, params, url }) {
      const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
      if (refusal) return { refusal };
      const message = messages.find(params.message ?? "");
      if (!message || message.isDeletedAtProvider) return { refusal: twilioNotFound(url.pathname) };
      const { phone, sid } = message;
      return { input: { phone, remove: () => messages.update(phone, sid, { isDeletedAtProvider: true }) } };
    },
    phoneOf: ({ phone }) => phone,
    answer({ remove }) {
      remove();
      return reply(204, "application/json", "", twilioHeaders());
    },
  };
}
