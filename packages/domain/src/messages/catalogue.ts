/** Every WhatsApp reply, in one place: nothing is sent to a coach that is not written here. */
import * as answers from "./answers";
import * as intake from "./intake";
import { summary } from "./summary";

export const replies = { ...intake, ...answers, summary } as const;
export type ReplyKind = keyof typeof replies;
