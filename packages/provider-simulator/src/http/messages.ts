import { createHash, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request whose body has been read. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Named parts of the path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** A whole answer, before any fault is put on it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function reply(
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Reply {
  return { status, headers: { "content-type": contentType, ...headers }, body: Buffer.from(body) };
}

export const jsonReply = (status: number, value: unknown, headers: Record<string, string> = {}): Reply =>
  reply(status, "application/json", JSON.stringify(value), headers);

export const textReply = (status: number, text: string): Reply =>
  reply(status, "text/plain; charset=utf-8", `${text}\n`);

/** Thrown while a body is read that is larger than the route allows. */
export class BodyTooLargeError extends Error {
  constructor(readonly limitBytes: number) {
    super(`The request body is larger than ${limitBytes} bytes.`);
  }
}

/** Reads the whole body. Throws `BodyTooLargeError` past the limit. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitBytes) throw new BodyTooLargeError(limitBytes);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The fields of a multipart or url-encoded form. Throws TypeError for a body that is no form. */
export async function readForm(call: Call): Promise<FormData> {
  return await new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": call.headers["content-type"] ?? "" },
    body: new Uint8Array(call.body),
  }).formData();
}

/** The body as JSON, or `undefined` where it is none. */
export function readJson(call: Call): unknown {
  try {
    return JSON.parse(call.body.toString("utf8"));
  } catch {
    return undefined;
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** An id in the style of both providers: a prefix and random hexadecimal digits. */
export const newId = (prefix: string, hexDigits = 32): string =>
  prefix +
  randomBytes(Math.ceil(hexDigits / 2))
    .toString("hex")
    .slice(0, hexDigits);
