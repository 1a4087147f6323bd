/** A JSON schema, as far as strict structured outputs use it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asSchema = (value: unknown): JsonSchema => (isObject(value) ? value : {});
const asStrings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

const propertiesOf = (schema: JsonSchema): [string, JsonSchema][] =>
  Object.entries(asSchema(schema.properties)).map(([name, property]) => [name, asSchema(property)]);

const variantsOf = (schema: JsonSchema): JsonSchema[] =>
  [schema.anyOf, schema.oneOf].flatMap((variants) => (Array.isArray(variants) ? variants.map(asSchema) : []));

const typesOf = (schema: JsonSchema): string[] =>
  typeof schema.type === "string" ? [schema.type] : asStrings(schema.type);

/** Follows `#/…` references. A reference that leads nowhere is a schema without rules. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (typeof schema.$ref !== "string") return schema;
  const target = schema.$ref
    .replace(/^#\/?/, "")
    .split("/")
    .filter(Boolean)
    .reduce<unknown>((part, name) => asSchema(part)[name.replace(/~1/g, "/").replace(/~0/g, "~")], root);
  return asSchema(target);
}

/**
 * What the provider refuses in a strict schema: the root has to be an object, and every object has to be closed and to
 * require all its properties. Null where there is nothing to refuse.
 */
export function strictSchemaProblem(schema: JsonSchema): string | null {
  if (!typesOf(resolve(schema, schema)).includes("object")) {
    return "schema must be a JSON Schema of 'type: \"object\"'.";
  }
  return findProblem(schema, schema, [], new Set());
}

function findProblem(
  schema: JsonSchema,
  root: JsonSchema,
  path: readonly string[],
  seen: Set<JsonSchema>,
): string | null {
  const resolved = resolve(schema, root);
  if (seen.has(resolved)) return null;
  seen.add(resolved);
  const context = `In context=(${path.map((part) => `'${part}'`).join(", ")})`;
  const properties = propertiesOf(resolved);
  if (typesOf(resolved).includes("object")) {
    if (resolved.additionalProperties !== false) {
      return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
    }
    const required = asStrings(resolved.required);
    const missing = properties.find(([name]) => !required.includes(name));
    if (missing) {
      return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing[0]}'.`;
    }
  }
  const children: [string[], JsonSchema][] = [
    ...properties.map(([name, property]): [string[], JsonSchema] => [["properties", name], property]),
    ...(isObject(resolved.items) ? [[["items"], resolved.items] satisfies [string[], JsonSchema]] : []),
    ...variantsOf(resolved).map((variant, index): [string[], JsonSchema] => [
      ["anyOf", String(index)],
      variant,
    ]),
  ];
  for (const [names, child] of children) {
    const problem = findProblem(child, root, [...path, ...names], seen);
    if (problem) return problem;
  }
  return null;
}

/** Whether a value is what the schema asks for, by type, enumeration, required properties and bounds. */
function fits(value: unknown, schema: JsonSchema, root: JsonSchema): boolean {
  const resolved = resolve(schema, root);
  const variants = variantsOf(resolved);
  if (variants.length > 0) return variants.some((variant) => fits(value, variant, root));
  if ("const" in resolved) return value === resolved.const;
  if (Array.isArray(resolved.enum)) return resolved.enum.includes(value);
  const types = typesOf(resolved);
  if (types.length > 0 && !types.some((type) => hasType(value, type))) return false;
  if (typeof value === "number") return withinBounds(value, resolved);
  if (Array.isArray(value)) return value.every((item) => fits(item, asSchema(resolved.items), root));
  if (!isObject(value)) return true;
  const properties = propertiesOf(resolved);
  return (
    properties.every(([name, property]) =>
      name in value ? fits(value[name], property, root) : !asStrings(resolved.required).includes(name),
    ) &&
    (resolved.additionalProperties !== false ||
      Object.keys(value).every((key) => properties.some(([name]) => name === key)))
  );
}

const TYPE_CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  array: Array.isArray,
  object: isObject,
};

const hasType = (value: unknown, type: string): boolean => TYPE_CHECKS[type]?.(value) ?? false;

const withinBounds = (value: number, schema: JsonSchema): boolean =>
  value >= (typeof schema.minimum === "number" ? schema.minimum : Number.NEGATIVE_INFINITY) &&
  value <= (typeof schema.maximum === "number" ? schema.maximum : Number.POSITIVE_INFINITY);

/** The smallest value that fits: empty lists and texts, zeros, null where it is allowed, the first of an enumeration. */
export function minimalInstance(schema: JsonSchema, root: JsonSchema = schema): unknown {
  const resolved = resolve(schema, root);
  if ("const" in resolved) return resolved.const;
  if (Array.isArray(resolved.enum)) return resolved.enum.includes(null) ? null : resolved.enum[0];
  const variants = variantsOf(resolved);
  const types = typesOf(resolved);
  if (types.includes("null") || variants.some((variant) => typesOf(resolve(variant, root)).includes("null")))
    return null;
  const [variant] = variants;
  if (variant) return minimalInstance(variant, root);
  switch (types[0]) {
    case "object":
      return Object.fromEntries(
        propertiesOf(resolved).map(([name, property]) => [name, minimalInstance(property, root)]),
      );
    case "array":
      return Array.from({ length: count(resolved.minItems) }, () =>
        minimalInstance(asSchema(resolved.items), root),
      );
    case "string":
      return "-".repeat(count(resolved.minLength));
    case "boolean":
      return false;
    case "number":
    case "integer":
      return smallestNumber(resolved);
    default:
      return null;
  }
}

const count = (value: unknown): number => (typeof value === "number" ? value : 0);

function smallestNumber(schema: JsonSchema): number {
  const { minimum, maximum } = schema;
  if (typeof minimum === "number" && minimum > 0) return minimum;
  return typeof maximum === "number" && maximum < 0 ? maximum : 0;
}

/**
 * Cuts a value to the schema, as a model that is held to it would answer: unknown properties are left out, missing ones and
 * those of a wrong type get the smallest value that fits.
 */
export function conform(value: unknown, schema: JsonSchema, root: JsonSchema = schema): unknown {
  const resolved = resolve(schema, root);
  const variant = variantsOf(resolved).find((candidate) =>
    typesOf(resolve(candidate, root)).some((type) => hasType(value, type)),
  );
  if (variant) return conform(value, variant, root);
  if (isObject(value) && typesOf(resolved).includes("object")) {
    return Object.fromEntries(
      propertiesOf(resolved).map(([name, property]) => [
        name,
        name in value ? conform(value[name], property, root) : minimalInstance(property, root),
      ]),
    );
  }
  if (Array.isArray(value) && typesOf(resolved).includes("array")) {
    return value.map((item) => conform(item, asSchema(resolved.items), root));
  }
  return fits(value, resolved, root) ? value : minimalInstance(resolved, root);
}
