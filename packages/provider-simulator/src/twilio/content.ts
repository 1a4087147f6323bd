import { z } from "zod";
import { jsonReply, newId, type Reply } from "../http/messages";
import { twilioError, twilioHeaders } from "./errors";

const MAX_BUTTONS = 3;
const MAX_TITLE = 20;

const buttonSchema = z.object({
  title: z.string().min(1).max(MAX_TITLE),
  id: z.string().min(1).max(200),
  type: z.string().optional(),
});

const createSchema = z.object({
  friendly_name: z.string().max(450).optional(),
  language: z.string().min(2).max(10),
  variables: z.record(z.string(), z.string()).default({}),
  types: z
    .object({
      "twilio/text": z.object({ body: z.string().min(1).max(1600) }).optional(),
      "twilio/quick-reply": z
        .object({ body: z.string().min(1).max(1024), actions: z.array(buttonSchema).min(1).max(MAX_BUTTONS) })
        .optional(),
    })
    .refine((types) => Object.values(types).some(Boolean), "Give a type that is supported."),
});

const approvalSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, "Lower-case letters, digits and underscores."),
  category: z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]),
});

export const APPROVALS = ["unsubmitted", "pending", "approved", "rejected", "paused"] as const;
export type Approval = (typeof APPROVALS)[number];

export interface Content {
  readonly sid: string;
  readonly friendlyName: string;
  readonly language: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly types: z.output<typeof createSchema>["types"];
  readonly approval: Approval;
  readonly name: string;
  readonly category: string;
}

/** A message made of a template. */
export interface Rendered {
  readonly body: string;
  readonly buttons: readonly { readonly title: string; readonly id: string }[];
  readonly isApproved: boolean;
  /** WhatsApp refuses these in a template that opens a conversation. */
  readonly hasBreaksInVariables: boolean;
}

/** The templates of the account. A request for approval is granted at once unless somebody says otherwise. */
export class ContentStore {
  readonly #contents = new Map<string, Content>();

  list(): readonly Content[] {
    return [...this.#contents.values()];
  }

  find(sid: string): Content | undefined {
    return this.#contents.get(sid);
  }

  clear(): void {
    this.#contents.clear();
  }

  /** Sets what WhatsApp thinks of a template; false where there is none. */
  decide(sid: string, approval: Approval): boolean {
    const content = this.#contents.get(sid);
    if (content) this.#contents.set(sid, { ...content, approval });
    return content !== undefined;
  }

  create(body: unknown): Reply {
    const parsed = createSchema.safeParse(body);
    if (!parsed.success) return twilioError(400, 60200, z.prettifyError(parsed.error));
    const { friendly_name: friendlyName = "", language, variables, types } = parsed.data;
    const content: Content = {
      sid: newId("HX"),
      friendlyName,
      language,
      variables,
      types,
      approval: "unsubmitted",
      name: "",
      category: "",
    };
    this.#contents.set(content.sid, content);
    return jsonReply(201, resourceOf(content), twilioHeaders());
  }

  submit(sid: string, body: unknown): Reply {
    const content = this.#contents.get(sid);
    if (!content) return twilioError(404, 20404, "The requested resource was not found");
    const parsed = approvalSchema.safeParse(body);
    if (!parsed.success) return twilioError(400, 60200, z.prettifyError(parsed.error));
    const submitted: Content = { ...content, ...parsed.data, approval: "approved" };
    this.#contents.set(sid, submitted);
    return jsonReply(201, { ...approvalOf(submitted), status: "received" }, twilioHeaders());
  }

  show(sid: string): Reply {
    const content = this.#contents.get(sid);
    if (!content) return twilioError(404, 20404, "The requested resource was not found");
    return jsonReply(200, resourceOf(content), twilioHeaders());
  }

  showApproval(sid: string): Reply {
    const content = this.#contents.get(sid);
    if (!content) return twilioError(404, 20404, "The requested resource was not found");
    const answer = { sid, url: `/v1/Content/${sid}/ApprovalRequests`, whatsapp: approvalOf(content) };
    return jsonReply(200, answer, twilioHeaders());
  }

  showAll(): Reply {
    const meta = { page: 0, page_size: 500, next_page_url: null, key: "contents" };
    return jsonReply(200, { meta, contents: this.list().map(resourceOf) }, twilioHeaders());
  }

  /** The message that a template makes of its variables, or Twilio's code where they don't fit. */
  render(sid: string, variablesJson: string): Rendered | { code: number; message: string } {
    const content = this.#contents.get(sid);
    if (!content) return { code: 21655, message: `The ContentSid ${sid} is invalid` };
    const given = parseVariables(variablesJson);
    if (!given) return { code: 21656, message: "The ContentVariables parameter is invalid" };
    const values = { ...content.variables, ...given };
    const fill = (text: string) =>
      text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
    const quickReply = content.types["twilio/quick-reply"];
    return {
      body: fill(quickReply?.body ?? content.types["twilio/text"]?.body ?? ""),
      buttons: (quickReply?.actions ?? []).map(({ title, id }) => ({ title: fill(title), id: fill(id) })),
      isApproved: content.approval === "approved",
      hasBreaksInVariables: Object.values(given).some((value) => /[\n\t]| {5}/.test(value)),
    };
  }
}

function parseVariables(json: string): Record<string, string> | null {
  if (json === "") return {};
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(json));
  } catch {
    return null;
  }
}

const resourceOf = ({ sid, friendlyName, language, variables, types }: Content) => ({
  sid,
  friendly_name: friendlyName,
  language,
  variables,
  types,
  url: `/v1/Content/${sid}`,
  links: { approval_fetch: `/v1/Content/${sid}/ApprovalRequests` },
});

const approvalOf = ({ name, category, approval }: Content) => ({
  type: "whatsapp",
  name,
  category,
  content_type: "twilio/quick-reply",
  status: approval,
  rejection_reason: "",
  allow_category_change: true,
});
