import type { PhoneMessage, SimulatorHub } from "../twilio/messages";

export interface ReplyFilter {
  /** Only later replies: those from this time on (milliseconds since the epoch), or those after this one. */
  readonly after?: number | PhoneMessage | undefined;
  /** Text that the reply has to hold, a pattern that it has to meet, or any test. */
  readonly matching?: string | RegExp | ((reply: PhoneMessage) => boolean) | undefined;
  /** Milliseconds; 10 s by default. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_LIMIT_MS = 10_000;

export function waitForReply(
  hub: SimulatorHub,
  replies: () => readonly PhoneMessage[],
  phone: string,
  { after, matching, timeoutMs = DEFAULT_LIMIT_MS }: ReplyFilter,
): Promise<PhoneMessage> {
  const find = () => laterThan(replies(), after).find((reply) => meets(reply, matching));
  const present = find();
  if (present) return Promise.resolve(present);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(
          `No fitting reply came to the phone within ${timeoutMs} ms (replies so far: ${replies().length}).`,
        ),
      );
    }, timeoutMs);
    const stop = hub.listen((name, data) => {
      if (name !== "message" || !("phone" in data) || data.phone !== phone) return;
      const found = find();
      if (!found) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    });
  });
}

function laterThan(replies: readonly PhoneMessage[], after: ReplyFilter["after"]): readonly PhoneMessage[] {
  if (after === undefined) return replies;
  if (typeof after === "number") return replies.filter(({ at }) => at >= after);
  return replies.slice(replies.findIndex(({ sid }) => sid === after.sid) + 1);
}

function meets(reply: PhoneMessage, matching: ReplyFilter["matching"]): boolean {
  if (matching === undefined) return true;
  if (typeof matching === "string") return reply.body.includes(matching);
  return matching instanceof RegExp ? matching.test(reply.body) : matching(reply);
}
