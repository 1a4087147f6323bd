/** Which of the claims that were made are the ones that were expected. */
import { foldText } from "@voice-flow/domain/names/normalize";
import type { ExpectedClaim, LabelledNote, Subject } from "@voice-flow/domain/quality/labelled-note";
import type { JudgedClaim, JudgedSubject } from "./judged";

export interface Matching {
  pairs: readonly { expected: ExpectedClaim; judged: JudgedClaim }[];
  missed: readonly ExpectedClaim[];
  left: readonly JudgedClaim[];
}

/** Pairs as many claims as possible. The order of neither list makes a difference. */
export function matchClaims(note: LabelledNote, claims: readonly JudgedClaim[]): Matching {
  const expected = inFixedOrder(note.expected);
  const judged = inFixedOrder(claims);
  const takenBy = new Map<JudgedClaim, ExpectedClaim>();
  const place = (wanted: ExpectedClaim, tried: Set<JudgedClaim>): boolean => {
    for (const claim of judged) {
      if (tried.has(claim) || !answers(claim, wanted)) continue;
      tried.add(claim);
      const holder = takenBy.get(claim);
      if (holder && !place(holder, tried)) continue;
      takenBy.set(claim, wanted);
      return true;
    }
    return false;
  };
  const missed = expected.filter((wanted) => !place(wanted, new Set()));
  return {
    pairs: [...takenBy].map(([claim, wanted]) => ({ expected: wanted, judged: claim })),
    missed,
    left: judged.filter((claim) => !takenBy.has(claim)),
  };
}

/** A claim is an answer to an expectation if topic, subject and at least one of its words agree. */
export const answers = (claim: JudgedClaim, wanted: ExpectedClaim): boolean =>
  tellsOf(claim, wanted) && isAbout(claim.subject, wanted.subject);

/** Topic and words agree, whoever it is about. */
export function tellsOf(claim: JudgedClaim, { topics, words }: ExpectedClaim): boolean {
  const text = ` ${plain(claim.text)} `;
  return topics.includes(claim.topic) && words.some((each) => text.includes(` ${plain(each)} `));
}

const plain = (text: string): string => foldText(text.replace(/['’]s(?![\p{L}\p{N}])/giu, ""));

function isAbout(judged: JudgedSubject, wanted: Subject): boolean {
  switch (wanted.kind) {
    case "player":
      return judged.kind === "player"
        ? judged.playerId === wanted.playerId
        : asksAbout(judged, wanted.said, [wanted.playerId]);
    case "ask":
      return asksAbout(judged, wanted.said, wanted.amongPlayerIds);
    case "unlisted":
      return asksAbout(judged, wanted.said, []);
    case "team":
      return (
        judged.kind === "team" &&
        (judged.teamId === undefined || wanted.teamId === undefined || judged.teamId === wanted.teamId)
      );
    case "assignee":
      return judged.kind === "assignee" && judged.who === wanted.who && sameCoach(judged.said, wanted.said);
  }
}

function asksAbout(judged: JudgedSubject, said: string, playerIds: readonly string[]): boolean {
  if (judged.kind !== "asked") return false;
  return judged.playerIds.some((id) => playerIds.includes(id)) || shareWord(judged.said, said);
}

const sameCoach = (judged: string | undefined, wanted: string | undefined): boolean =>
  judged === undefined || wanted === undefined || shareWord(judged, wanted);

function shareWord(a: string, b: string): boolean {
  const words = new Set(foldText(a).split(" "));
  return foldText(b)
    .split(" ")
    .some((word) => word !== "" && words.has(word));
}

/** The same claims always come in the same order. */
const inFixedOrder = <T>(claims: readonly T[]): T[] =>
  claims
    .map((claim) => ({ claim, key: JSON.stringify(claim) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ claim }) => claim);
