/** The two addresses of the Convex deployment. When they are not set, the local deployment is used. */
const VARIABLES = {
  convexUrl: {
    name: "CONVEX_URL",
    fallback: "http://127.0.0.1:3210",
    purpose: "the Convex deployment that pages subscribe to",
  },
  convexSiteUrl: {
    name: "CONVEX_SITE_URL",
    fallback: "http://127.0.0.1:3211",
    purpose: "the HTTP actions of that deployment, which sign people in",
  },
} as const;

export type WebEnvironment = Record<keyof typeof VARIABLES, string>;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks what the web application needs from its environment.
 *
 * `notes` holds one sentence for each variable that is missing and fell back to the local deployment in a
 * production build, where that is rarely meant.
 * @throws Error with one sentence per malformed variable.
 */
export function readEnvironment(variables: Variables): { environment: WebEnvironment; notes: string[] } {
  const problems: string[] = [];
  const notes: string[] = [];

  const read = (key: keyof typeof VARIABLES): string => {
    const { name, fallback, purpose } = VARIABLES[key];
    const value = variables[name]?.trim();
    if (!value) {
      if (variables.NODE_ENV === "production") {
        notes.push(`${name} is not set: using ${fallback} (${purpose}). Set it for a real deployment.`);
      }
      return fallback;
    }
    if (!isHttpOrigin(value)) {
      problems.push(
        `${name} is not a usable address (${purpose}). Give an http(s) address without a path, such as ${fallback}.`,
      );
    }
    return value.replace(/\/+$/, "");
  };

  const environment: WebEnvironment = {
    convexUrl: read("convexUrl"),
    convexSiteUrl: read("convexSiteUrl"),
  };
  if (environment.convexSiteUrl.endsWith(".convex.cloud")) {
    problems.push("CONVEX_SITE_URL must be the address that ends in .convex.site.");
  }
  if (problems.length > 0) {
    throw new Error(`The web application cannot start:\n- ${problems.join("\n- ")}`);
  }
  return { environment, notes };
}

function isHttpOrigin(value: string): boolean {
  if (!URL.canParse(value)) {
    return false;
  }
  const url = new URL(value);
  return (url.protocol === "http:" || url.protocol === "https:") && url.pathname === "/" && url.search === "";
}
