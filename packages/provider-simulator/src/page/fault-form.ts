import type { Coach } from "../coaches";
import type { FaultKind, FaultRuleInput, FaultTarget } from "../faults/rules";
import { element } from "./dom";
import { KIND_LABELS, TARGET_LABELS } from "./fault-text";

interface NumberField {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** The numbers that a kind asks for. */
const FIELDS = {
  latency: [
    { name: "delayMs", label: "Delay (ms)", value: 3000, min: 0, max: 600_000 },
    { name: "jitterMs", label: "Jitter (ms)", value: 0, min: 0, max: 600_000 },
  ],
  rate_limit: [{ name: "retryAfterSeconds", label: "Retry after (s)", value: 5, min: 0, max: 3600 }],
  server_error: [{ name: "status", label: "Status", value: 500, min: 500, max: 599 }],
  timeout: [
    { name: "limitMs", label: "Drop the connection after (ms)", value: 600_000, min: 1, max: 1_800_000 },
  ],
  malformed_json: [],
  refused_media: [{ name: "status", label: "Status (403 or 404)", value: 404, min: 403, max: 404 }],
  cut_off_answer: [],
  refusal: [],
  inflated_usage: [{ name: "factor", label: "Factor", value: 1000, min: 2, max: 1_000_000_000 }],
  cut_off_body: [],
} as const satisfies Record<FaultKind, readonly NumberField[]>;

// The keys of a constant object, whose type `Object.keys` forgets.
const KINDS = Object.keys(KIND_LABELS) as FaultKind[];
const TARGETS = Object.keys(TARGET_LABELS) as FaultTarget[];

const isOneOf = <Word extends string>(words: readonly Word[], text: string): text is Word =>
  words.some((word) => word === text);

export interface FaultForm {
  readonly node: HTMLFormElement;
  setCoaches(coaches: readonly Coach[]): void;
}

/** `add` gets the rule and says whether it was taken. */
export function faultForm(add: (rule: FaultRuleInput) => Promise<boolean>): FaultForm {
  const kind = select(
    "fault-kind",
    KINDS.map((value) => [value, KIND_LABELS[value]]),
  );
  const target = select(
    "fault-target",
    TARGETS.map((value) => [value, TARGET_LABELS[value]]),
  );
  const numbers = element("div", { class: "field-grid" });
  const share = input("fault-share", { type: "number", min: 0, max: 100, step: 1, value: 100 });
  const nextCalls = input("fault-next", { type: "number", min: 1, step: 1, placeholder: "all" });
  const whom = select("fault-whom", [["", "Everyone"]]);
  const showNumbers = () => {
    const chosen = isOneOf(KINDS, kind.value) ? kind.value : "latency";
    numbers.replaceChildren(
      ...FIELDS[chosen].map(({ name, label, ...limits }) =>
        labelled(label, input(`fault-${name}`, { type: "number", step: 1, required: true, name, ...limits })),
      ),
    );
    numbers.hidden = FIELDS[chosen].length === 0;
    if (chosen === "refused_media") target.value = "media";
  };
  kind.addEventListener("change", showNumbers);
  const node = element(
    "form",
    { class: "fault-form" },
    labelled("What goes wrong", kind),
    labelled("Where", target),
    numbers,
    element(
      "div",
      { class: "field-grid" },
      labelled("Share of calls (%)", share),
      labelled("Only the next … calls", nextCalls),
    ),
    labelled("For whom", whom),
    element("button", { class: "button primary", attributes: { type: "submit" } }, "Add fault"),
  );
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const rule = ruleFrom(kind.value, target.value, numbers, share.value, nextCalls.value, whom.value);
    if (rule) void add(rule);
  });
  showNumbers();
  return { node, setCoaches: (coaches) => fillWhom(whom, coaches) };
}

function ruleFrom(
  kind: string,
  target: string,
  numbers: HTMLElement,
  share: string,
  nextCalls: string,
  whom: string,
): FaultRuleInput | null {
  if (!isOneOf(KINDS, kind) || !isOneOf(TARGETS, target)) return null;
  const given = Object.fromEntries(
    [...numbers.querySelectorAll("input")].map(({ name, valueAsNumber }) => [name, valueAsNumber]),
  );
  const [filter, ...name] = whom.split(":");
  const scope = {
    target,
    share: Number(share) / 100,
    ...(nextCalls === "" ? {} : { nextCalls: Number(nextCalls) }),
    ...(filter === "phone" ? { phone: name.join(":") } : {}),
    ...(filter === "club" ? { club: name.join(":") } : {}),
  };
  // The fields are those of the kind; the simulator checks the rule and says what is wrong with it.
  return { kind, ...given, ...scope } as FaultRuleInput;
}

function fillWhom(whom: HTMLSelectElement, coaches: readonly Coach[]): void {
  const chosen = whom.value;
  const clubs = [...new Set(coaches.map(({ club }) => club))];
  whom.replaceChildren(
    option("", "Everyone"),
    ...clubs.map((club) => option(`club:${club}`, `Coaches of ${club}`)),
    ...coaches.map(({ name, phone }) => option(`phone:${phone}`, name)),
  );
  whom.value = [...whom.options].some(({ value }) => value === chosen) ? chosen : "";
}

const option = (value: string, label: string) => element("option", { attributes: { value } }, label);

const select = (id: string, options: readonly (readonly [string, string])[]) =>
  element("select", { attributes: { id } }, ...options.map(([value, label]) => option(value, label)));

const input = (id: string, attributes: Record<string, string | number | boolean>) =>
  element("input", { attributes: { id, ...attributes } });

const labelled = (label: string, field: HTMLElement) =>
  element("div", { class: "field" }, element("label", { attributes: { for: field.id } }, label), field);
