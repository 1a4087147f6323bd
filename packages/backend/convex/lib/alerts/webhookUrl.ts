/** Which addresses a webhook may have. Whoever sets one up is staff; what they point at must still not be our own network. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const MAX_URL = 500;

/**
 * Why an address is refused, for staff; undefined for one that may be stored. What a name resolves to is checked when it
 * is called. @param allowLoopback the switch for local use: plain http to this machine is then allowed
 */
export function webhookUrlProblem(raw: string, allowLoopback: boolean): string | undefined {
  if (raw.length > MAX_URL || !URL.canParse(raw))
    return "Enter a complete address, such as https://hooks.example.com/alerts.";
  // `URL` writes every form of an IPv4 address with four numbers.
  const { protocol, hostname, username, password } = new URL(raw);
  if (username !== "" || password !== "")
    return "Leave user name and password out of the address; messages are signed.";
  if (allowLoopback && LOOPBACK.test(hostname) && (protocol === "http:" || protocol === "https:"))
    return undefined;
  if (protocol !== "https:") return "The address must begin with https://.";
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith("[")) return "Use a host name, not an IP address.";
  const name = hostname.replace(/\.$/, "");
  if (!name.includes(".") || PRIVATE_NAMES.test(name)) return "The host must be on the public internet.";
  return undefined;
}
