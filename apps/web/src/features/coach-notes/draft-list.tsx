"use client";

import { api } from "@voice-flow/backend/api";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import { DRAFT_STATUS, type DraftStatus } from "@voice-flow/domain/vocabulary/notes";
import { useMutation } from "convex/react";
import {
  CheckIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  ClockAlertIcon,
  type LucideIcon,
  ThumbsDownIcon,
  Undo2Icon,
  XIcon,
} from "lucide-react";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useAct } from "@/lib/use-act";
import type { NoteStatus } from "./note-status";
import type { DraftView } from "./note-views";
import { Problem } from "./problem";
import { NOT_SAVED, words } from "./words";

const inCoachWords = (status: DraftStatus, icon: LucideIcon): NoteStatus => {
  const { coachLabel: label, tone } = DRAFT_STATUS[status];
  return { label, icon, tone };
};

const DRAFT_LABELS = {
  pending: inCoachWords("pending", CircleDashedIcon),
  confirmed: inCoachWords("confirmed", CircleCheckIcon),
  applied: inCoachWords("applied", CircleCheckIcon),
  undone: inCoachWords("undone", Undo2Icon),
  rejected: inCoachWords("rejected", ThumbsDownIcon),
  expired: inCoachWords("expired", ClockAlertIcon),
} as const satisfies Record<DraftStatus, NoteStatus>;

type Decision = "confirm" | "reject";

/** What was made of a note, to be saved or dropped item by item, or all at once. */
export function DraftList({ drafts }: { drafts: readonly DraftView[] }) {
  const headingId = useId();
  const decideDrafts = useMutation(api.models.coachNotes.decideDrafts);
  const undoSaved = useMutation(api.models.coachNotes.undoSaved);
  const { run, isBusy, problem } = useAct(NOT_SAVED);
  const pending = drafts.filter(({ status }) => status === "pending");
  const decide = (decision: Decision, chosen: readonly DraftView[]) =>
    void run(() => decideDrafts({ draftIds: chosen.map(({ draftId }) => draftId), decision }));
  return (
    <section aria-labelledby={headingId} className="space-y-2">
      <h3 id={headingId} className="text-13 font-semibold">
        {drafts.length === 1 ? words.drafts.oneItem : words.drafts.items(drafts.length)}
      </h3>
      <ul className="space-y-2">
        {drafts.map((draft) => (
          <DraftItem
            key={draft.draftId}
            draft={draft}
            isBusy={isBusy}
            decide={(decision) => decide(decision, [draft])}
            undo={() => void run(() => undoSaved({ draftId: draft.draftId }))}
          />
        ))}
      </ul>
      {pending.length > 1 ? (
        <div className="grid grid-cols-2 gap-2">
          <Button
            size="lg"
            variant="primary"
            aria-disabled={isBusy}
            onClick={() => decide("confirm", pending)}
          >
            {words.drafts.confirmAll(pending.length)}
          </Button>
          <Button size="lg" aria-disabled={isBusy} onClick={() => decide("reject", pending)}>
            {words.drafts.rejectAll(pending.length)}
          </Button>
        </div>
      ) : null}
      <Problem text={problem} />
    </section>
  );
}

function DraftItem({
  draft,
  isBusy,
  decide,
  undo,
}: {
  draft: DraftView;
  isBusy: boolean;
  decide: (decision: Decision) => void;
  undo: () => void;
}) {
  const { label, icon, tone } = DRAFT_LABELS[draft.status];
  const what = `${CLAIM_TOPIC_LABELS[draft.topic]}${draft.subject === undefined ? "" : `, ${draft.subject}`}`;
  return (
    <li className="space-y-2 rounded-lg border bg-surface p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 text-sm font-semibold break-words">
          {draft.subject ?? words.drafts.noPlayer}
        </span>
        <span className="text-13 text-muted-foreground">{CLAIM_TOPIC_LABELS[draft.topic]}</span>
        <Badge tone={tone} icon={icon} className="ml-auto">
          {label}
        </Badge>
      </div>
      <p className="text-sm break-words">{draft.text}</p>
      {draft.status === "pending" ? (
        <div className="grid grid-cols-2 gap-2">
          <Button
            size="lg"
            aria-disabled={isBusy}
            aria-label={words.drafts.confirmItem(what)}
            onClick={() => decide("confirm")}
          >
            <CheckIcon aria-hidden="true" />
            {words.drafts.confirm}
          </Button>
          <Button
            size="lg"
            variant="ghost"
            aria-disabled={isBusy}
            aria-label={words.drafts.rejectItem(what)}
            onClick={() => decide("reject")}
          >
            <XIcon aria-hidden="true" />
            {words.drafts.reject}
          </Button>
        </div>
      ) : null}
      {draft.status === "applied" ? (
        <Button
          variant="ghost"
          aria-disabled={isBusy}
          aria-label={words.drafts.undoItem(what)}
          onClick={undo}
        >
          <Undo2Icon aria-hidden="true" />
          {words.drafts.undo}
        </Button>
      ) : null}
    </li>
  );
}
