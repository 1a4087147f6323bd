import ts from "typescript";

/** Titles that the spec fixes although the glossary has another word. */
const SPEC_TITLES = new Set(["Artifacts", "Active artifacts"]);

/** Attributes whose strings people read or hear. */
const SPOKEN_ATTRIBUTES = new Set(["aria-label", "aria-description", "alt", "title", "placeholder", "label"]);

/**
 * The text of a source file that people read in the product, everything else blanked out, so that lines stay where they
 * are. A string counts if it has a space or a capital at its start: "Retry all", "Clubs", but not "top-3" or "org".
 */
export function uiText(fileName: string, source: string): string {
  const kind = fileName.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, kind);
  const kept: [start: number, end: number][] = [];
  const visit = (node: ts.Node): void => {
    if (isReadByPeople(node)) kept.push([node.getStart(file), node.getEnd()]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return blankOutside(source, kept);
}

function isReadByPeople(node: ts.Node): boolean {
  if (ts.isStringLiteral(node) && SPEC_TITLES.has(node.text)) return false;
  if (ts.isJsxText(node)) return true;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
    return node.text.includes(" ") && !isInNames(node);
  }
  if (!ts.isStringLiteral(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return false;
  if (ts.isImportDeclaration(node.parent) || ts.isLiteralTypeNode(node.parent) || isInNames(node))
    return false;
  return /\s/.test(node.text.trim()) || /^\p{Lu}/u.test(node.text);
}

/** Class names and other attributes that only the browser reads. */
function isInNames(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isJsxAttribute(at)) return !SPOKEN_ATTRIBUTES.has(at.name.getText());
    if (ts.isCallExpression(at) && /^(cn|cva|clsx)$/.test(at.expression.getText())) return true;
    if (ts.isJsxExpression(at) && !ts.isJsxAttribute(at.parent)) return false;
  }
  return false;
}

function blankOutside(source: string, kept: readonly [start: number, end: number][]): string {
  let text = "";
  let at = 0;
  const blank = (end: number) => source.slice(at, end).replace(/[^\n]/g, " ");
  for (const [start, end] of [...kept].sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    text += blank(start) + source.slice(start, end);
    at = end;
  }
  return text + blank(source.length);
}
