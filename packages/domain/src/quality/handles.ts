/** Invented words that stand for people's names in an export. They read like names, so that a model treats them as such. */

const FIRST = [
  "Ba",
  "Ce",
  "Di",
  "Fo",
  "Gu",
  "Ha",
  "Je",
  "Ki",
  "Lo",
  "Mu",
  "Ne",
  "Pi",
  "Ro",
  "Su",
  "Ta",
  "Ve",
];
const SECOND = [
  "zo",
  "mu",
  "kra",
  "lin",
  "dov",
  "pel",
  "rit",
  "sun",
  "tak",
  "vor",
  "bim",
  "gan",
  "hul",
  "jek",
  "nap",
  "wes",
];

/** The same number always gives the same handle; no two numbers give one. */
export function handleOf(index: number): string {
  const first = FIRST[index % FIRST.length] ?? "";
  const rest = Math.floor(index / FIRST.length);
  const second = SECOND[(rest + index) % SECOND.length] ?? "";
  const round = Math.floor(rest / SECOND.length);
  return `${first}${second}${round === 0 ? "" : handleOf(round - 1).toLowerCase()}`;
}

/** Gives out handles in the order in which people are first met. */
export class Handles {
  readonly #given = new Map<string, string>();

  for(person: string): string {
    const known = this.#given.get(person);
    if (known !== undefined) return known;
    const handle = handleOf(this.#given.size);
    this.#given.set(person, handle);
    return handle;
  }
}
