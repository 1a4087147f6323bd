/** What one WhatsApp message holds: words, recordings, and what is not used. Each recording is a note of its own. */
import type { MessageKind, UnusedKind } from "../vocabulary/inbound";
import { bareContentType, mayBeAudio } from "../webhooks/media";

export interface InboundMedia {
  url: string;
  contentType: string;
}

export interface InboundContent {
  body: string;
  media: readonly InboundMedia[];
  /** WhatsApp's own word, where the provider passes it on. */
  messageType?: string;
}

/** One note, command or refusal. `unused`: what came with it and is not used. */
export interface InboundPart {
  kind: MessageKind;
  body: string;
  media?: InboundMedia;
  unused: readonly UnusedKind[];
}

/** WhatsApp's words for kinds, in whatever spelling. Text, audio and files are known by what they bring. */
const KIND_OF_TYPE: Readonly<Record<string, UnusedKind | undefined>> = {
  location: "location",
  live_location: "location",
  contact: "contacts",
  contacts: "contacts",
  vcard: "contacts",
  sticker: "sticker",
  reaction: "reaction",
  poll: "poll",
  poll_creation: "poll",
  image: "image",
  video: "video",
  document: "document",
  unsupported: "unsupported",
};

/** Types of messages that are known by their words and files. */
const WITH_WORDS: readonly string[] = ["", "text", "audio", "voice", "button", "interactive"];

/** The name of a file, which WhatsApp puts where a caption would be. */
const FILE_NAME = /^[^\n\r]{1,240}\.[a-z][a-z0-9]{1,4}$/i;

/** Never empty. Words come first: they may be an answer to something that is open. */
export function planMessage(content: InboundContent): readonly [InboundPart, ...InboundPart[]] {
  const { body, media, messageType = "" } = content;
  const recordings = media.filter(({ contentType }) => mayBeAudio(contentType));
  const type = messageType.trim().toLowerCase();
  const ofType = KIND_OF_TYPE[type] ?? (WITH_WORDS.includes(type) ? undefined : "unsupported");
  const others = media.flatMap(({ contentType }) =>
    mayBeAudio(contentType) ? [] : [kindOfFile(contentType, ofType)],
  );
  const isAttachment = media.length === 0 && ofType !== undefined;
  const attached = isAttachment && !(ofType === "unsupported" && body.trim() !== "") ? [ofType] : others;
  const parts: InboundPart[] = [
    ...(hasWords(body, media.length) ? [{ kind: "text" as const, body, unused: [] }] : []),
    ...recordings.map((recording) => ({ kind: "audio" as const, body: "", media: recording, unused: [] })),
  ];
  const [first, ...more] = parts;
  // The words of a reaction are the reaction.
  if (first) return [{ ...first, unused: attached.filter((kind) => kind !== "reaction") }, ...more];
  const [kind = "text", ...unused] = attached;
  return [{ kind, body, unused }];
}

function hasWords(body: string, files: number): boolean {
  const words = body.trim();
  return words !== "" && !(files > 0 && FILE_NAME.test(words));
}

function kindOfFile(contentType: string, ofType: UnusedKind | undefined): UnusedKind {
  const type = bareContentType(contentType);
  if (type === "text/vcard" || type === "text/x-vcard") return "contacts";
  if (type.startsWith("video/")) return "video";
  if (!type.startsWith("image/")) return "document";
  // A sticker is a picture by its label.
  return ofType === "sticker" ? "sticker" : "image";
}

const PART_MARK = "/";

/** The id under which a part is stored: the provider's for the first, which makes ingestion idempotent. */
export const partId = (messageSid: string, index: number): string =>
  index === 0 ? messageSid : `${messageSid}${PART_MARK}${index + 1}`;

/** The provider's own id of the message that a part came in. */
export const providerSidOf = (storedSid: string): string => storedSid.split(PART_MARK, 1)[0] ?? storedSid;
