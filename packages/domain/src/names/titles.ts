/** "Coach Sarah" is Sarah: what goes before the name of a colleague. */
const TITLE = /^\s*(?:the\s+)?(?:coach|manager|selector|mentor|trainer|mr|mrs|ms|miss)\.?\s+(?=\S)/iu;

/** The name without a title. A title alone stays. */
export const withoutTitle = (rawText: string): string => rawText.replace(TITLE, "");
