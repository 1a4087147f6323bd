/// <reference types="vite/client" />
/** Every public function of the application, found by looking at what its modules export. */
import { z } from "zod";

const modules = import.meta.glob<Record<string, unknown>>(
  [
    "../convex/**/*.ts",
    "!../convex/**/*.test.ts",
    "!../convex/_generated/**",
    "!../convex/betterAuth/**",
    "!../convex/*.config.ts",
  ],
  { eager: true },
);

export interface PublicFunction {
  /** Such as "models/platform:getViewer". */
  name: string;
  kind: "query" | "mutation" | "action";
  /** The least that its validator accepts. */
  args: Record<string, unknown>;
}

/** Registered functions are JavaScript functions that carry what they are, for the code that deploys them. */
export function publicFunctions(): PublicFunction[] {
  return Object.entries(modules).flatMap(([file, exported]) => {
    const path = file.replace("../convex/", "").replace(/\.ts$/, "");
    return Object.entries(exported).flatMap(([name, value]): PublicFunction[] => {
      if (typeof value !== "function" || !("isPublic" in value) || value.isPublic !== true) return [];
      const kind = "isQuery" in value ? "query" : "isMutation" in value ? "mutation" : "action";
      const exported =
        "exportArgs" in value && typeof value.exportArgs === "function" ? value.exportArgs() : "{}";
      const args = minimal(validatorSchema.parse(JSON.parse(exported)));
      return [{ name: `${path}:${name}`, kind, args: z.record(z.string(), z.unknown()).parse(args) }];
    });
  });
}

/** The exported form of a validator, as far as it is needed here. */
const validatorSchema = z.object({
  type: z.string(),
  value: z.unknown().optional(),
  tableName: z.string().optional(),
});
const fieldsSchema = z.record(z.string(), z.object({ fieldType: validatorSchema, optional: z.boolean() }));

function minimal({ type, value, tableName }: z.infer<typeof validatorSchema>): unknown {
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(fieldsSchema.parse(value)).flatMap(([name, { fieldType, optional }]) =>
          optional ? [] : [[name, minimal(fieldType)]],
        ),
      );
    case "union":
      return minimal(z.array(validatorSchema).min(1).parse(value)[0] ?? { type: "null" });
    case "literal":
      return value;
    case "array":
      return [];
    case "record":
    case "any":
      return {};
    case "string":
      return "x";
    case "number":
      return 1;
    case "boolean":
      return false;
    case "id":
      // The engine's ids end with the table's name.
      return `10001${tableName}`.padStart(32, "0");
    default:
      return null;
  }
}
