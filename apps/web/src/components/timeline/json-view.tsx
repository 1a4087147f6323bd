import type { ReactNode } from "react";

/** A name with its colon, a text, or another value. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null|-?\d[\d.eE+-]*)\b/g;

/** JSON as it is stored, its names told apart from its values. */
export function JsonView({ json }: { json: string }) {
  return (
    <section aria-label="Payload">
      <pre className="rounded-lg border bg-background p-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap">
        {coloured(json)}
      </pre>
    </section>
  );
}

function coloured(json: string): ReactNode[] {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [token, text, colon] = match;
    pieces.push(json.slice(end, match.index));
    end = match.index + token.length;
    if (colon !== undefined) {
      pieces.push(
        <span key={match.index} className="text-tone-info">
          {text}
        </span>,
        colon,
      );
    } else {
      pieces.push(
        <span key={match.index} className={text === undefined ? "text-tone-attention" : "text-tone-success"}>
          {token}
        </span>,
      );
    }
  }
  return [...pieces, json.slice(end)];
}
