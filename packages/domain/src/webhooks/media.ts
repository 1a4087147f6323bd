/**
 * Which media the pipeline fetches. A media URL arrives in a message: it is fetched only from the provider's
 * own hosts, and the provider's credentials go only there.
 */
import { RECORDING_PROBLEMS } from "../hearing/recording";
import { STAGE_ERROR_CODES, type StageErrorCode } from "../vocabulary/pipeline";

export const mediaDefaults = {
  /** WhatsApp's own limit for media, in bytes (16 MB). */
  maxBytes: 16 * 1024 * 1024,
  /** Hosts that may be given the account's credentials. */
  credentialHosts: ["api.twilio.com"],
  /** Hosts to which the provider redirects for the content; they get no credentials. */
  contentHosts: ["mms.twiliocdn.com", "media.twiliocdn.com"],
} as const;

/** Labels under which audio comes too: forwarded files often carry none, or a video's. */
const AMBIGUOUS_CONTENT_TYPES = [
  "",
  "application/octet-stream",
  "binary/octet-stream",
  "application/ogg",
  "application/mp4",
  "video/mp4",
  "video/3gpp",
  "video/ogg",
  "video/webm",
] as const;

export const MEDIA_PROBLEMS = [
  "malformed_url",
  "host_not_allowed",
  "too_large",
  "not_audio",
  ...RECORDING_PROBLEMS,
] as const;
export type MediaProblem = (typeof MEDIA_PROBLEMS)[number];

/** What a media problem is called when it fails the stage. */
export const MEDIA_PROBLEM_ERROR_CODE = {
  malformed_url: "media_unavailable",
  host_not_allowed: "media_unavailable",
  too_large: "media_too_large",
  not_audio: "media_not_audio",
  empty: "media_unavailable",
  unrecognised: "media_not_audio",
  unsupported_format: "media_not_audio",
  video: "media_not_audio",
} as const satisfies Record<MediaProblem, StageErrorCode>;

/** The stage's error of a code with which a download, or its job, ended. */
export function mediaStageCode(code: string): StageErrorCode {
  const known = STAGE_ERROR_CODES.find((stageCode) => stageCode === code);
  if (known) return known;
  if (code === "timeout") return "provider_timeout";
  if (code === "network_error" || code === "media_incomplete") return "provider_unavailable";
  const status = Number(/^http_(\d{3})$/.exec(code)?.[1] ?? 0);
  if (status === 429) return "provider_rate_limited";
  if (status === 401) return "provider_credentials_missing";
  if (status >= 500) return "provider_unavailable";
  return status >= 400 ? "media_unavailable" : "internal_error";
}

export type MediaUrlVerdict =
  | { ok: true; url: string; sendCredentials: boolean }
  | { ok: false; problem: MediaProblem };
export type MediaVerdict = { ok: true } | { ok: false; problem: MediaProblem };

export type MediaHostOptions = {
  /**
   * Base URL of the provider's API where it is not Twilio itself: the local simulator. It is set by whoever
   * runs the deployment, never by a message, and is the only origin that may be plain http.
   */
  providerBaseUrl?: string;
  credentialHosts?: readonly string[];
  contentHosts?: readonly string[];
};

/** Checks a media URL, or the target of a redirect, before it is fetched. Follow redirects by hand, through here. */
export function checkMediaUrl(rawUrl: string, options: MediaHostOptions = {}): MediaUrlVerdict {
  if (!URL.canParse(rawUrl)) return { ok: false, problem: "malformed_url" };
  const url = new URL(rawUrl);
  if (url.username !== "" || url.password !== "") return { ok: false, problem: "host_not_allowed" };

  const { providerBaseUrl } = options;
  if (providerBaseUrl && URL.canParse(providerBaseUrl) && url.origin === new URL(providerBaseUrl).origin) {
    return { ok: true, url: url.href, sendCredentials: true };
  }
  // `URL` leaves the port empty for a scheme's own port, so that any other port is refused here.
  if (url.protocol !== "https:" || url.port !== "") return { ok: false, problem: "host_not_allowed" };
  if ((options.credentialHosts ?? mediaDefaults.credentialHosts).some((host) => host === url.hostname)) {
    return { ok: true, url: url.href, sendCredentials: true };
  }
  if ((options.contentHosts ?? mediaDefaults.contentHosts).some((host) => host === url.hostname)) {
    return { ok: true, url: url.href, sendCredentials: false };
  }
  return { ok: false, problem: "host_not_allowed" };
}

/** The media type without its parameters, in lower case: `audio/ogg; codecs=opus` → `audio/ogg`. */
export const bareContentType = (contentType: string): string =>
  contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** Whether a file is labelled as audio. */
export const isAudioContentType = (contentType: string): boolean =>
  bareContentType(contentType).startsWith("audio/") || bareContentType(contentType) === "application/ogg";

/** Whether a file may be audio, so that its bytes are worth a look: a label alone proves nothing. */
export const mayBeAudio = (contentType: string): boolean =>
  isAudioContentType(contentType) ||
  AMBIGUOUS_CONTENT_TYPES.some((known) => known === bareContentType(contentType));

/** Checks what was announced in headers, before anything is read. A size that is not known is left out. */
export function checkMedia(
  media: { contentType: string; bytes?: number },
  options: { maxBytes?: number } = {},
): MediaVerdict {
  if (!mayBeAudio(media.contentType)) return { ok: false, problem: "not_audio" };
  const isTooLarge = (media.bytes ?? 0) > (options.maxBytes ?? mediaDefaults.maxBytes);
  return isTooLarge ? { ok: false, problem: "too_large" } : { ok: true };
}

/**
 * Whether the provider may only not have the file yet: right after the webhook it may serve nothing, or something under
 * the label of "some bytes" that becomes a recording a moment later.
 */
export const mayArriveLater = (problem: MediaProblem, contentType: string): boolean =>
  problem === "empty" ||
  (problem === "unrecognised" && ["", "application/octet-stream"].includes(bareContentType(contentType)));
