/** Upload and download of stored files; downloads honour `Range`, which players of audio rely on. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApiServices, RequestError } from "./api-request.ts";
import { readBody, sendJson } from "./node-http.ts";

const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;

export async function handleUpload(
  request: IncomingMessage,
  response: ServerResponse,
  { deployment }: ApiServices,
  token: string,
): Promise<void> {
  if (request.method !== "POST") {
    throw new RequestError(405, "MethodNotAllowed", "Files are uploaded with POST.");
  }
  const bytes = await readBody(request, MAX_UPLOAD_BYTES);
  const type = request.headers["content-type"] ?? "";
  let storageId: string;
  try {
    storageId = await deployment.storage.upload(token, new Blob([bytes], { type }));
  } catch (error) {
    throw new RequestError(401, "InvalidUploadUrl", error instanceof Error ? error.message : String(error));
  }
  sendJson(response, 200, { storageId });
}

interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

/** Null for a header that is to be ignored; `"unsatisfiable"` for one beyond the file (RFC 9110, section 14). */
export function parseRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) {
    return null;
  }
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) {
    return "unsatisfiable";
  }
  return end < start ? null : { start, end };
}

export async function handleDownload(
  request: IncomingMessage,
  response: ServerResponse,
  { deployment }: ApiServices,
  name: string,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw new RequestError(405, "MethodNotAllowed", "Files are read with GET or HEAD.");
  }
  const file = await deployment.storage.read(name);
  if (!file) {
    throw new RequestError(404, "FileNotFound", "There is no such file, or it has been deleted.");
  }
  const { body, contentType, sha256 } = file;
  response.setHeader("content-type", contentType);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", "private, max-age=2592000");
  response.setHeader("etag", `"${sha256}"`);
  response.setHeader("digest", `sha-256=${sha256}`);
  const range = parseRange(request.headers.range, body.size);
  if (range === "unsatisfiable") {
    response.statusCode = 416;
    response.setHeader("content-range", `bytes */${body.size}`);
    response.end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: body.size - 1 };
  if (range) {
    response.statusCode = 206;
    response.setHeader("content-range", `bytes ${start}-${end}/${body.size}`);
  }
  response.setHeader("content-length", end - start + 1);
  response.end(
    request.method === "HEAD" ? undefined : Buffer.from(await body.slice(start, end + 1).arrayBuffer()),
  );
}
