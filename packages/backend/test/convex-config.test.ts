// @vitest-environment node
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const schemaPath = createRequire(import.meta.url).resolve("convex/package.json");
const schema = JSON.parse(readFileSync(join(schemaPath, "../schemas/convex.schema.json"), "utf8"));
const config = JSON.parse(readFileSync(new URL("../convex.json", import.meta.url), "utf8"));

/** The schema takes any text for a Node version; the versions that can be deployed stand in its description. */
const supportedVersions = z
  .object({ properties: z.object({ nodeVersion: z.object({ description: z.string() }) }) })
  .transform(({ properties }) =>
    [...properties.nodeVersion.description.matchAll(/'(\d+)'/g)].map(([, version]) => version),
  );

describe("convex.json", () => {
  it("is valid by the schema of the installed Convex", () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("asks for a Node version that the installed Convex supports", () => {
    expect(supportedVersions.parse(schema.properties.node)).toContain(config.node.nodeVersion);
  });
});
