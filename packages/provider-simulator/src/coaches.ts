import { z } from "zod";
import type { CallSubject } from "./faults/registry";
import { phoneSchema } from "./faults/rules";
import { sha256 } from "./http/messages";

const coachSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  phone: phoneSchema,
  club: z.string().trim().min(1).max(200),
});
export const coachesSchema = z.array(coachSchema).max(500);

/** A person whose phone the page can play. */
export type Coach = z.infer<typeof coachSchema>;

const KEPT_NOTES = 5_000;

/** The coaches on the page, and which phone a recording or a text came from, so that faults can be set for one of them. */
export class CoachDirectory {
  #coaches: readonly Coach[];
  readonly #phoneByContent = new Map<string, string>();

  constructor(coaches: readonly Coach[]) {
    this.#coaches = coaches;
  }

  list(): readonly Coach[] {
    return this.#coaches;
  }

  /** Replaces the list. Throws ZodError for one that is not well formed. */
  set(coaches: readonly Coach[]): void {
    this.#coaches = coachesSchema.parse(coaches);
  }

  nameOf(phone: string): string | undefined {
    return this.#coaches.find((coach) => coach.phone === phone)?.name;
  }

  /** Remembers that this audio, or this text, came from the phone. */
  remember(content: Uint8Array | string, phone: string): void {
    if (content.length === 0) return;
    const key = contentKey(content);
    this.#phoneByContent.delete(key);
    this.#phoneByContent.set(key, phone);
    const [oldest] = this.#phoneByContent.keys();
    if (this.#phoneByContent.size > KEPT_NOTES && oldest !== undefined) this.#phoneByContent.delete(oldest);
  }

  phoneOfContent(content: Uint8Array | string): string | undefined {
    return this.#phoneByContent.get(contentKey(content));
  }

  phoneOfName(name: string): string | undefined {
    return this.#coaches.find((coach) => coach.name === name)?.phone;
  }

  subject(phone: string | undefined): CallSubject {
    return { phone, club: this.#coaches.find((coach) => coach.phone === phone)?.club };
  }

  forgetNotes(): void {
    this.#phoneByContent.clear();
  }
}

const contentKey = (content: Uint8Array | string): string =>
  sha256(typeof content === "string" ? Buffer.from(content.trim()) : content);
