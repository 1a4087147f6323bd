import { newId, reply } from "../http/messages";
import type { ProviderEndpoint } from "../provider-endpoint";
import {
  refuseTwilioCaller,
  type TwilioAccount,
  twilioErrors,
  twilioHeaders,
  twilioNotFound,
} from "./errors";

export interface StoredMedia {
  readonly sid: string;
  readonly messageSid: string;
  readonly phone: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const KEPT_MEDIA = 1_000;

/** The files of the last messages that came with one. */
export class MediaStore {
  readonly #media = new Map<string, StoredMedia>();

  add(media: Omit<StoredMedia, "sid">): StoredMedia {
    const stored = { sid: newId("ME"), ...media };
    this.#media.set(stored.sid, stored);
    const [oldest] = this.#media.keys();
    if (this.#media.size > KEPT_MEDIA && oldest !== undefined) this.#media.delete(oldest);
    return stored;
  }

  get(sid: string): StoredMedia | undefined {
    return this.#media.get(sid);
  }

  /** The files of a message that are still kept. */
  of(messageSid: string): readonly StoredMedia[] {
    return [...this.#media.values()].filter((media) => media.messageSid === messageSid);
  }

  delete(sid: string): void {
    this.#media.delete(sid);
  }

  clear(): void {
    this.#media.clear();
  }
}

export const mediaPath = (accountSid: string, { messageSid, sid }: StoredMedia): string =>
  `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${sid}`;

export function mediaEndpoint(store: MediaStore, account: TwilioAccount): ProviderEndpoint<StoredMedia> {
  return {
    endpoint: "media",
    errors: twilioErrors,
    read({ headers, params, url }) {
      const refusal = refuseTwilioCaller(headers.authorization, params.account, account);
      if (refusal) return { refusal };
      const media = store.get(params.media ?? "");
      if (!media || media.messageSid !== params.message) return { refusal: twilioNotFound(url.pathname) };
      return { input: media };
    },
    phoneOf: ({ phone }) => phone,
    answer: ({ bytes, contentType }) => reply(200, contentType, bytes, twilioHeaders()),
  };
}
