/** One note's answer, counted. Sums of these are all that a report needs. */
import { foldText } from "@voice-flow/domain/names/normalize";
import type { ExpectedClaim, LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import type { ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import type { Counts, NoteScore } from "./figures";
import type { JudgedClaim } from "./judged";
import { answers, matchClaims, tellsOf } from "./match";

export function scoreNote(note: LabelledNote, claims: readonly JudgedClaim[]): NoteScore {
  const { pairs, missed, left } = matchClaims(note, claims);
  const kinds = left.map((claim) => ({ claim, kind: kindOf(claim, note) }));
  const wrong = kinds.filter(({ kind }) => kind !== "extra");
  const wrongChild = left.filter((claim) => isWrongChild(claim, note));
  const severities = pairs.filter(({ expected }) => expected.severity !== undefined);
  return {
    noteId: note.id,
    topics: countTopics(
      pairs.map(({ expected }) => expected.topics[0]),
      missed.map(({ topics }) => topics[0]),
      wrong.map(({ claim }) => claim.topic),
    ),
    wrongChild: wrongChild.length,
    missedInjuries: missed.filter(isInjury).length,
    invented: kinds.filter(({ kind }) => kind === "invented" || kind === "forbidden").length,
    forbidden: kinds.filter(({ kind }) => kind === "forbidden").length,
    repeated: kinds.filter(({ kind }) => kind === "repeated").length,
    claims: claims.length,
    quotesFound: claims.filter((claim) => claim.quoteFound).length,
    questions: countQuestions(claims),
    severities: {
      judged: severities.length,
      right: severities.filter(({ expected, judged }) => expected.severity === judged.severity).length,
    },
    faults: [
      ...wrongChild.map((claim) => `wrong child: ${describe(claim, note)}`),
      ...missed.map((claim) => `missed: ${claim.topics[0]}, ${wantedName(claim, note)} (${claim.words[0]})`),
      ...wrong.map(({ claim, kind }) => `${kind}: ${describe(claim, note)}`),
    ],
  };
}

const isInjury = (claim: ExpectedClaim): boolean => claim.topics[0] === "injury";

type Kind = "extra" | "repeated" | "forbidden" | "invented";

function kindOf(claim: JudgedClaim, note: LabelledNote): Kind {
  const { subject } = claim;
  const linked = subject.kind === "player" ? subject.playerId : undefined;
  if (note.forbidden.some((each) => each.playerId === linked && covers(each.topics, claim.topic))) {
    return "forbidden";
  }
  const isAllowed = note.allowed.some(({ topics, playerId }) => {
    if (!covers(topics, claim.topic)) return false;
    if (playerId === undefined) return linked === undefined;
    return linked === playerId || (subject.kind === "asked" && subject.playerIds.includes(playerId));
  });
  if (isAllowed) return "extra";
  return note.expected.some((wanted) => answers(claim, wanted)) ? "repeated" : "invented";
}

const covers = (topics: "any" | readonly ClaimTopic[], topic: ClaimTopic): boolean =>
  topics === "any" || topics.includes(topic);

/** Of claims that are no answer to the labels: said of another child, or of a child whom the note doesn't speak of. */
function isWrongChild(claim: JudgedClaim, note: LabelledNote): boolean {
  const { subject } = claim;
  if (subject.kind !== "player" || kindOf(claim, note) === "extra") return false;
  const { playerId } = subject;
  const own = note.expected.filter(
    (wanted) => wanted.subject.kind === "player" && wanted.subject.playerId === playerId,
  );
  const isSpokenOf =
    own.length > 0 ||
    note.allowed.some((each) => each.playerId === playerId) ||
    note.forbidden.some((each) => each.playerId === playerId && each.topics !== "any");
  if (!isSpokenOf) return true;
  const saidOfAnother = note.expected.some(
    (wanted) => tellsOf(claim, wanted) && !own.includes(wanted) && isPerson(wanted),
  );
  return saidOfAnother && !own.some((wanted) => tellsOf(claim, wanted));
}

const isPerson = ({ subject }: ExpectedClaim): boolean =>
  subject.kind === "player" || subject.kind === "ask" || subject.kind === "unlisted";

function countTopics(
  matched: readonly ClaimTopic[],
  missed: readonly ClaimTopic[],
  wrong: readonly ClaimTopic[],
): NoteScore["topics"] {
  const counts: NoteScore["topics"] = {};
  const add = (topics: readonly ClaimTopic[], key: keyof Counts) => {
    for (const topic of topics) {
      const known = counts[topic] ?? { matched: 0, missed: 0, wrong: 0 };
      counts[topic] = { ...known, [key]: known[key] + 1 };
    }
  };
  add(matched, "matched");
  add(missed, "missed");
  add(wrong, "wrong");
  return counts;
}

/** A name is asked about once, however many claims wait for it. Claims without a name are one question each. */
function countQuestions(claims: readonly JudgedClaim[]): number {
  const asked = claims.flatMap(({ subject }) => (subject.kind === "asked" ? [foldText(subject.said)] : []));
  return new Set(asked.filter((said) => said !== "")).size + asked.filter((said) => said === "").length;
}

const nameOf = (playerId: string, { roster }: LabelledNote): string => {
  const player = roster.players.find((each) => each.playerId === playerId);
  return player ? `${player.firstName} ${player.lastName}`.trim() : playerId;
};

function wantedName({ subject }: ExpectedClaim, note: LabelledNote): string {
  if (subject.kind === "player") return nameOf(subject.playerId, note);
  return subject.kind === "assignee" ? subject.who : (subject.said ?? subject.kind);
}

function describe({ topic, subject }: JudgedClaim, note: LabelledNote): string {
  switch (subject.kind) {
    case "player":
      return `${topic}, ${nameOf(subject.playerId, note)}`;
    case "asked":
      return `${topic}, asked about “${subject.said}”`;
    case "team":
      return `${topic}, ${subject.teamId ? "a team" : "nobody in particular"}`;
    case "assignee":
      return `${topic}, for ${subject.who}`;
  }
}
