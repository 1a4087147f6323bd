/** Twilio's connection overrides: what a fragment such as `#rc=3&rp=all` asks for when a webhook fails. */
export interface WebhookAddress {
  /** Without the fragment: what is called, and what is signed. */
  readonly url: string;
  readonly retries: number;
  readonly retriesOn: {
    readonly status4xx: boolean;
    readonly status5xx: boolean;
    readonly connection: boolean;
  };
}

const MAX_RETRIES = 5;

/** Throws TypeError for what is no URL. */
export function readWebhookAddressOrThrow(address: string): WebhookAddress {
  const parsed = new URL(address);
  const overrides = new URLSearchParams(parsed.hash.slice(1));
  parsed.hash = "";
  const policy = (overrides.get("rp") ?? "ct").split(",");
  const covers = (...words: string[]) =>
    policy.includes("all") || words.some((word) => policy.includes(word));
  const asked = Number(overrides.get("rc") ?? 1);
  return {
    url: address.split("#", 1)[0] ?? parsed.href,
    retries: Number.isInteger(asked) ? Math.min(Math.max(asked, 0), MAX_RETRIES) : 1,
    retriesOn: { status4xx: covers("4xx"), status5xx: covers("5xx"), connection: covers("ct", "rt") },
  };
}

/** Whether an answer (null: none came) is worth another attempt. */
export function isRetried({ retriesOn }: WebhookAddress, status: number | null): boolean {
  if (status === null) return retriesOn.connection;
  if (status >= 500) return retriesOn.status5xx;
  return status >= 400 && retriesOn.status4xx;
}
