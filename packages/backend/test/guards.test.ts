import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { beforeAll, describe, expect, test } from "vitest";
import { asCoach, createBackend, seedClub } from "./harness";
import { type PublicFunction, publicFunctions } from "./public-functions";

/** The only functions that a signed-out person may call: they say who is looking, and nothing else. */
const FOR_ANYONE = ["models/platform:getViewer"];
/** A coach's own data. Everything else is for platform staff. */
const FOR_COACHES = [
  "models/coachNotes:getNoteForm",
  "models/coachNotes:generateUploadUrl",
  "models/coachNotes:submitRecording",
  "models/coachNotes:submitTypedNote",
  "models/coachNotes:listOwnNotes",
  "models/coachNotes:listWaitingNotes",
  "models/coachNotes:getOwnNote",
  "models/coachNotes:answerTranscript",
  "models/coachNotes:answerName",
  "models/coachNotes:decideDrafts",
  "models/coachNotes:undoSaved",
  "models/rememberedNames:listRemembered",
  "models/rememberedNames:forgetRemembered",
  "models/users:getOwnProfile",
  "models/users:updateOwnProfile",
  "models/voiceNoteInsights:getMyInsights",
];

type Backend = ReturnType<typeof createBackend>;
type Caller = Pick<Backend, "query" | "mutation" | "action">;

/** The code of the ConvexError that a call ends with, or what it did instead. */
async function outcomeOf(caller: Caller, { name, kind, args }: PublicFunction): Promise<string> {
  try {
    if (kind === "query") await caller.query(makeFunctionReference<"query">(name), args);
    else if (kind === "mutation") await caller.mutation(makeFunctionReference<"mutation">(name), args);
    else await caller.action(makeFunctionReference<"action">(name), args);
    return "answered";
  } catch (error) {
    if (!(error instanceof ConvexError)) return `threw ${error}`;
    // The engine hands the data of an error over as text.
    const data: unknown = typeof error.data === "string" ? JSON.parse(error.data) : error.data;
    return typeof data === "object" && data !== null && "code" in data ? String(data.code) : "no code";
  }
}

const all = publicFunctions();
const guarded = all.filter(({ name }) => !FOR_ANYONE.includes(name));

let t: Backend;
let coach: Caller;
beforeAll(async () => {
  t = createBackend();
  coach = await asCoach(t, (await seedClub(t)).coachUserId);
});

test("the enumeration finds the functions that there are", () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([...FOR_ANYONE, ...FOR_COACHES, "models/clubs:listForFilter"]),
  );
  expect(names.length).toBeGreaterThan(5);
});

describe.each(guarded)("$name", (fn) => {
  test("is refused to a signed-out caller", async () => {
    expect(await outcomeOf(t, fn)).toBe("not_signed_in");
  });

  test("is for staff, or one of the few for coaches", async () => {
    const outcome = await outcomeOf(coach, fn);
    if (FOR_COACHES.includes(fn.name)) expect(outcome).not.toBe("not_platform_staff");
    else expect(outcome).toBe("not_platform_staff");
  });
});
