"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { FilePenLineIcon, MessageCircleQuestionMarkIcon } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { Elapsed } from "@/components/elapsed";
import { useWaiting } from "@/components/flow/use-flow";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { artifactsHref, eventsHref } from "@/lib/routes/event-links";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import type { Label } from "@/lib/tone";
import { NothingLeft } from "./nothing-left";
import { StageFrame } from "./stage-frame";
import { words } from "./words";

type WaitingNote = FunctionReturnType<typeof api.models.waitingForCoaches.getWaitingNotes>["notes"][number];

const WAITS_FOR = {
  answer: { label: words.confirmation.answer, icon: MessageCircleQuestionMarkIcon, tone: "attention" },
  decision: { label: words.confirmation.decision, icon: FilePenLineIcon, tone: "info" },
} as const satisfies Record<WaitingNote["waitsFor"], Label>;

/** What waits for coaches: drafts to decide on, questions to answer. Nothing here is the machine's to do. */
export function ConfirmationPanel({ close }: { close: Action }) {
  const links = [
    {
      words: words.confirmation.decisions,
      href: eventsHref({ types: ["draft_confirmed", "draft_rejected"] }),
    },
    { words: "Questions in the grid", href: artifactsHref({ status: ["awaiting_coach"] }) },
  ];
  return (
    <StageFrame stage="confirmation" close={close} links={links}>
      <Panel title={words.confirmation.title} note={<CountNote />}>
        <WaitingNotes />
      </Panel>
    </StageFrame>
  );
}

function CountNote() {
  const waiting = useWaiting();
  if (waiting === undefined) {
    return null;
  }
  const { drafts, notesWithDrafts, askedNotes, openNames, countedAt } = waiting;
  if (countedAt === null) {
    return words.confirmation.notCounted;
  }
  return (
    <>
      {words.confirmation.counts(
        pluralise(drafts, "draft"),
        pluralise(notesWithDrafts, "note"),
        pluralise(askedNotes, "question"),
        pluralise(openNames, "name"),
      )}{" "}
      <RelativeTime at={countedAt} />
    </>
  );
}

function WaitingNotes() {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const answer = useQuery(api.models.waitingForCoaches.getWaitingNotes, useStaffArgs({}));
  if (answer === undefined) {
    return (
      <Waiting what={words.confirmation.waiting}>
        <Skeleton className="m-4 h-24" />
      </Waiting>
    );
  }
  if (answer.notes.length === 0) {
    return <NothingLeft title={words.confirmation.none}>{words.confirmation.noneHint}</NothingLeft>;
  }
  return (
    <>
      <ul ref={list} className="divide-y">
        {answer.notes.map((note) => (
          <WaitingRow key={`${note.artifact._id} ${note.waitsFor}`} note={note} />
        ))}
      </ul>
      {answer.truncated ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">{words.confirmation.more}</p>
      ) : null}
    </>
  );
}

function WaitingRow({ note: { artifact, waitsFor, since, drafts } }: { note: WaitingNote }) {
  const { label, icon, tone } = WAITS_FOR[waitsFor];
  return (
    <li data-waiting={artifact.artifactId}>
      <Link
        data-row
        prefetch={false}
        href={artifactHref(artifact.artifactId)}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 -outline-offset-2 hover:bg-muted lg:grid-cols-[6rem_7rem_minmax(0,1fr)_minmax(0,1fr)_8rem_6rem]"
      >
        <span className="hidden font-mono text-xs text-muted-foreground lg:block">
          {artifact.artifactId.slice(0, 8)}
        </span>
        <span>
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
        </span>
        <span className="hidden truncate lg:block">
          {artifact.coachName ?? words.confirmation.unknownCoach}
        </span>
        <span className="hidden truncate text-muted-foreground lg:block">
          {artifact.organizationName ?? words.confirmation.unknownClub}
        </span>
        <span className="hidden text-xs text-muted-foreground lg:block">
          {waitsFor === "decision" ? pluralise(drafts, "draft") : words.confirmation.asked}
        </span>
        <span className="text-right text-xs tabular">
          <Elapsed since={since} />
        </span>
        <span className="col-span-2 truncate text-xs text-muted-foreground lg:hidden">
          {artifact.coachName ?? words.confirmation.unknownCoach} ·{" "}
          {artifact.organizationName ?? words.confirmation.unknownClub}
        </span>
      </Link>
    </li>
  );
}
