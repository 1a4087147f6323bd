/** Stored files: their URLs, upload tokens and content types. The bytes stay where the engine keeps them. */
import { createHash, randomUUID } from "node:crypto";
import { getConvexSize, type Value } from "convex/values";
import type { DocumentWrite } from "./document-writes.ts";
import type { ConvexGlobal, EngineAccessor, EngineDatabase } from "./engine-types.ts";

export interface StoredFile {
  body: Blob;
  contentType: string;
  /** Base64, as Convex gives it. */
  sha256: string;
}

/** As in production, an upload URL is good for an hour. */
const UPLOAD_URL_LIFETIME_MS = 60 * 60 * 1000;
const DEFAULT_CONTENT_TYPE = "application/octet-stream";

interface FilePlace {
  component: string;
  storageId: string;
}

export class FileStorage {
  readonly #global: ConvexGlobal;
  readonly #origin: () => string;
  /** Unguessable name in a URL to file, and back. */
  readonly #places = new Map<string, FilePlace>();
  readonly #names = new Map<string, string>();
  readonly #uploads = new Map<string, { component: string; expiresAt: number }>();

  /** @param origin address of the API, as clients reach it */
  constructor(global: ConvexGlobal, origin: () => string) {
    this.#global = global;
    this.#origin = origin;
  }

  #database(component: string): EngineDatabase {
    const info = this.#global.components[component];
    if (!info) {
      throw new Error(`There is no component ${component}.`);
    }
    return info.db;
  }

  /** Of a file that is there. The name in it cannot be guessed, and ends with the file. */
  url(component: string, storageId: string): string {
    const key = `${component}:${storageId}`;
    let name = this.#names.get(key);
    if (!name) {
      name = randomUUID();
      this.#names.set(key, name);
      this.#places.set(name, { component, storageId });
    }
    return `${this.#origin()}/api/storage/${name}`;
  }

  uploadUrl(component: string): string {
    const now = Date.now();
    for (const [token, upload] of this.#uploads) {
      if (upload.expiresAt > now) {
        break;
      }
      this.#uploads.delete(token);
    }
    const token = randomUUID();
    this.#uploads.set(token, { component, expiresAt: now + UPLOAD_URL_LIFETIME_MS });
    return `${this.#origin()}/api/storage/upload?token=${token}`;
  }

  /** Component that an upload token was made in; null when it is unknown or expired. */
  redeem(token: string): string | null {
    const upload = this.#uploads.get(token);
    return upload && upload.expiresAt > Date.now() ? upload.component : null;
  }

  /**
   * Stores in a transaction of its own, or in the caller's when it has one. The bytes are kept before the row, so that
   * whoever sees the row can read them.
   */
  async store(accessor: EngineAccessor | null, component: string, blob: Blob): Promise<string> {
    const db = this.#database(component);
    const bytes = Buffer.from(await blob.arrayBuffer());
    const row: Record<string, Value> = {
      size: blob.size,
      sha256: createHash("sha256").update(bytes).digest("base64"),
      ...(blob.type === "" ? {} : { contentType: blob.type }),
    };
    const insert = async () => {
      const storageId = db.insert("_storage", row);
      this.#global.transactionManager.getMetricsTracker()?.trackWrite(getConvexSize(row));
      db.storeFile(storageId, blob);
      return storageId;
    };
    return accessor ? await accessor.runInComponent(component, insert) : await insert();
  }

  /** @param name as it stands in the URL; the id of a file does not open it */
  read(name: string): StoredFile | null {
    const place = this.#places.get(name);
    if (!place) {
      return null;
    }
    const db = this.#database(place.component);
    const row = db._documents[place.storageId];
    const body = db._storage[place.storageId];
    if (!row || !body) {
      return null;
    }
    return { body, contentType: body.type || DEFAULT_CONTENT_TYPE, sha256: String(row.sha256) };
  }

  /** Frees the bytes and URLs of files whose rows are gone. */
  afterCommit(writes: readonly DocumentWrite[]): void {
    for (const { component, table, id, after } of writes) {
      if (table !== "_storage" || after !== null) {
        continue;
      }
      delete this.#database(component)._storage[id];
      const key = `${component}:${id}`;
      const name = this.#names.get(key);
      if (name) {
        this.#names.delete(key);
        this.#places.delete(name);
      }
    }
  }
}
