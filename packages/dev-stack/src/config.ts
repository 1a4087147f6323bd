/** What the local stack can be told through the environment, with defaults that need nothing to be set. */
import { z } from "zod";

const port = (fallback: number) =>
  z.coerce
    .number({ error: "must be a port number, such as 3000" })
    .int({ error: "must be a whole number" })
    .min(1024, { error: "must be 1024 or higher" })
    .max(65535, { error: "must be 65535 or lower" })
    .default(fallback);

const secret = (minimum: number, fallback: string) =>
  z
    .string()
    .min(minimum, { error: `must have at least ${minimum} characters` })
    .default(fallback);

const configSchema = z.object({
  VOICE_FLOW_WEB_PORT: port(3000),
  VOICE_FLOW_API_PORT: port(3210),
  VOICE_FLOW_SITE_PORT: port(3211),
  VOICE_FLOW_SIMULATOR_PORT: port(3220),
  /** Days of made-up history behind the seeded clubs. */
  VOICE_FLOW_SEED_DAYS: z.coerce
    .number({ error: "must be a number of days, such as 7" })
    .int({ error: "must be a whole number of days" })
    .min(0, { error: "must be 0 or more" })
    .max(30, { error: "must be 30 or less" })
    .default(7),
  VOICE_FLOW_STAFF_PASSWORD: secret(8, "watch-the-flow"),
  VOICE_FLOW_COACH_PASSWORD: secret(8, "send-a-note"),
  BETTER_AUTH_SECRET: secret(32, "local-development-only-0123456789abcdef"),
});

export type StackConfig = z.infer<typeof configSchema>;

/** One sentence per variable that cannot be used; nothing is started then. */
export class ConfigError extends Error {
  constructor(readonly sentences: string[]) {
    super(sentences.join("\n"));
    this.name = "ConfigError";
  }
}

/** Throws ConfigError. An empty variable counts as not set. */
export function readConfigOrThrow(source: Readonly<Record<string, string | undefined>>): StackConfig {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = configSchema.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}. Change it or unset it.`),
    );
  }
  const ports = Object.entries(parsed.data).filter(([name]) => name.endsWith("_PORT"));
  for (const [index, [name, value]] of ports.entries()) {
    const twin = ports.slice(index + 1).find(([, other]) => other === value);
    if (twin) {
      throw new ConfigError([`${name} and ${twin[0]} are both ${value}. Give each its own port.`]);
    }
  }
  return parsed.data;
}
