/** Every WhatsApp reply, in one place: nothing is sent to a coach that is not written here. */
import * as answers from "./answers";
import * as asking from "./asking";
import * as intake from "./intake";
import { summary } from "./summary";

const { listShort: _listShort, ...written } = answers;
const { NOTHING_SETTLED: _nothing, ...questions } = asking;

export const replies = { ...intake, ...written, ...questions, summary } as const;
export type ReplyKind = keyof typeof replies;
