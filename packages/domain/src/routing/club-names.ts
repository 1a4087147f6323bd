/** Clubs as coaches name them in a note: "Grange: …", "@St. Mary's …", "… for Grange". */
import { foldedWords } from "../names/normalize";
import type { CoachOrganization } from "./types";

/** What stands at the end of a club's name and is left out when people speak. */
const CLUB_KINDS = new Set(
  "gaa clg gfc lgfa fc afc rfc hc cc bc ac club football hurling camogie soccer rugby hockey basketball athletics academy sports".split(
    " ",
  ),
);
const MIN_NAME_LENGTH = 3;

/** "The Saint Mary's" → ["st", "marys"]. */
function clubWords(name: string): string[] {
  const words = foldedWords(name).map((word) => (word === "saint" ? "st" : word));
  return words[0] === "the" ? words.slice(1) : words;
}

/** The folded names of a club: in full, without its kind, and its aliases. */
export function clubNames({ name, aliases = [] }: Pick<CoachOrganization, "name" | "aliases">): string[] {
  const words = clubWords(name);
  let end = words.length;
  while (end > 1 && CLUB_KINDS.has(words[end - 1] ?? "")) end -= 1;
  const names = [words, words.slice(0, end), ...aliases.map(clubWords)].map((each) => each.join(" "));
  return [...new Set(names)].filter((each) => each.length >= MIN_NAME_LENGTH);
}

/** The folded texts that mention a club if they begin with its name. */
function mentions(text: string): { text: string; whole: boolean }[] {
  const fold = (part: string): string => clubWords(part).join(" ");
  const [, prefix] = /^\s*@?([^:\n]{2,80}):/u.exec(text) ?? [];
  const afterAt = [...text.matchAll(/@([^@]{2,100})/gu)].map(([, part = ""]) => fold(part));
  const afterFor = [...text.matchAll(/\bfor\s([^@]{2,100})/giu)].map(([, part = ""]) => fold(part));
  return [
    ...(prefix === undefined ? [] : [{ text: fold(prefix), whole: true }]),
    ...[...afterAt, ...afterFor].map((part) => ({ text: part, whole: false })),
  ];
}

/** The clubs that a note names. Of two names at one place the longer one counts: "Grange United" is not "Grange". */
export function mentionedClubs<OrganizationId extends string>(
  text: string,
  organizations: readonly CoachOrganization<OrganizationId>[],
): Set<OrganizationId> {
  const found = new Set<OrganizationId>();
  for (const mention of mentions(text)) {
    const fitting = organizations.flatMap((organization) =>
      clubNames(organization)
        .filter((name) => mention.text === name || (!mention.whole && mention.text.startsWith(`${name} `)))
        .map((name) => ({ organization, length: name.length })),
    );
    const longest = Math.max(0, ...fitting.map(({ length }) => length));
    for (const { organization, length } of fitting) {
      if (length === longest) found.add(organization.organizationId);
    }
  }
  return found;
}
