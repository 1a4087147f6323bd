/** Phrases that give a translated sentence away, and words that the glossary replaces. */

export interface BannedPhrase {
  /** Words are matched whole, in any case, across line breaks. A `|` separates the forms of one word. */
  phrase: string;
  instead: string;
}

/** Banned in code, comments, strings and documentation. */
export const FOREIGN_PHRASES: readonly BannedPhrase[] = [
  { phrase: "anew", instead: "again" },
  { phrase: "of which", instead: "two short sentences" },
  { phrase: "of whom", instead: "two short sentences" },
  { phrase: "that of|those of", instead: "the noun itself" },
  { phrase: "by itself|by themselves", instead: "automatically, or nothing" },
  { phrase: "what becomes of|what became of", instead: "what happens to" },
  { phrase: "what came of", instead: "what happened to, or the result of" },
  { phrase: "is owed|are owed|owes|owed", instead: "still to do, waiting" },
  { phrase: "dealt with|deal with|deals with|dealing with", instead: "resolve, resolved" },
  { phrase: "dear|dearer|dearest", instead: "expensive, most expensive" },
  { phrase: "is asked for|are asked for|was asked for|were asked for", instead: "requested" },
  {
    phrase: "is told|are told|was told|were told|be told",
    instead: "tell somebody, with a subject: we tell the coach",
  },
  { phrase: "told of|tell of|tells of", instead: "told about" },
  { phrase: "nothing else is", instead: "say what is" },
  { phrase: "of use|of no use|of no more use", instead: "useful, used" },
  { phrase: "is of|are of|was of|were of", instead: "belongs to, comes from" },
  { phrase: "may be left empty", instead: "optional" },
  { phrase: "in work", instead: "in progress" },
  { phrase: "start anew|starts anew|make again|made again", instead: "retry" },
  { phrase: "goes on with|go on with|went on with", instead: "continues with" },
  { phrase: "the more so|all the more", instead: "nothing" },
  { phrase: "thereof|whereof|therein|wherein|hereby|herewith|thereby", instead: "plain words" },
  { phrase: "somebody else's table|a like one", instead: "plain words" },
  { phrase: "is let through|are let through|be let through", instead: "goes through, is allowed" },
  { phrase: "has come to|have come to", instead: "reached" },
  { phrase: "as it stands|as they stand|stands for itself", instead: "as it is" },
  { phrase: "let alone", instead: "two sentences" },
  { phrase: "without that", instead: "otherwise, or without it" },
  { phrase: "is it that|it is that", instead: "say it directly" },
];

/** Banned where a person reads it in the product: the glossary's column "never", as far as a word list can judge it. */
export const GLOSSARY_WORDS: readonly BannedPhrase[] = [
  { phrase: "organisation|organisations|organization|organizations|org|orgs", instead: "club" },
  { phrase: "user|users", instead: "coach, staff, person" },
  { phrase: "statement|statements", instead: "item, claim or draft" },
  { phrase: "phase|phases", instead: "stage" },
  {
    phrase: "a run|the run|this run|no run|each run|runs behind|stalled runs|earlier runs",
    instead: "attempt",
  },
  { phrase: "handle|handled|handles", instead: "resolve, resolved" },
  { phrase: "run again|start over again", instead: "retry" },
  { phrase: "artifacts", instead: "notes" },
];
