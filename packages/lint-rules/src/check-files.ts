import { type Finding, phraseFinder } from "./find-phrases";
import { FOREIGN_PHRASES, GLOSSARY_WORDS } from "./phrases";
import { uiText } from "./ui-text";

export type FileFinding = Finding & { file: string };

/** How many findings each file may still have. It only shrinks. */
export type Allowance = Readonly<Record<string, number>>;

const findForeign = phraseFinder(FOREIGN_PHRASES);
const findGlossary = phraseFinder(GLOSSARY_WORDS);

/** What people read in the product is written here. */
const UI_SOURCES =
  /^(?:apps\/web\/src|packages\/domain\/src\/(?:messages|labels))\/(?!.*\.test\.tsx?$).*\.tsx?$/;

/** @param file its path from the repository's root */
export function findingsOf(file: string, source: string): FileFinding[] {
  const glossary = UI_SOURCES.test(file) ? findGlossary(uiText(file, source)) : [];
  return [...findForeign(source), ...glossary]
    .map((finding) => ({ ...finding, file }))
    .sort((a, b) => a.line - b.line);
}

function byFile(findings: readonly FileFinding[]): Map<string, FileFinding[]> {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) groups.set(finding.file, [...(groups.get(finding.file) ?? []), finding]);
  return groups;
}

/** The findings of every file that has more of them than it may. */
export const findingsBeyond = (findings: readonly FileFinding[], allowance: Allowance): FileFinding[] =>
  [...byFile(findings)]
    .filter(([file, found]) => found.length > (allowance[file] ?? 0))
    .flatMap(([, found]) => found);

/** The allowance of the files as they are now. Never more than before: with `before`, only what has shrunk changes. */
export function allowanceOf(findings: readonly FileFinding[], before?: Allowance): Allowance {
  const entries = [...byFile(findings)].map(([file, found]): [string, number] => [
    file,
    before === undefined ? found.length : Math.min(found.length, before[file] ?? 0),
  ]);
  return Object.fromEntries(entries.filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
