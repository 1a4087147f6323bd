"use client";

import { api } from "@voice-flow/backend/api";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import { formatSetting } from "@voice-flow/domain/settings/words";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { parseAsString, useQueryState } from "nuqs";
import { OrganizationFilter } from "@/components/filters/club-filter";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { notify } from "@/lib/notify";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { ChangeLog } from "./change-log";
import { words } from "./words";

type Topic = FunctionReturnType<typeof api.models.insightThresholds.listForOrganization>[number];

/** What a club has applied without asking its coaches, and from which confidence on. */
export function AutoApply() {
  const [club, setClub] = useQueryState("club", parseAsString.withOptions({ history: "push" }));
  return (
    <>
      <Panel title={words.autoApply.title} note={words.autoApply.sensitive}>
        <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
          <OrganizationFilter value={club} onChange={(id) => void setClub(id)} />
        </div>
        {club === null ? (
          <p className="px-4 py-8 text-center text-muted-foreground">{words.autoApply.chooseClub}</p>
        ) : (
          <Topics key={club} organizationId={club} />
        )}
      </Panel>
      <ChangeLog kind="auto_apply_changed" title={words.autoApply.changes} />
    </>
  );
}

const HEADINGS = [
  words.autoApply.topic,
  words.autoApply.withoutAsking,
  words.autoApply.from,
  words.autoApply.calibrated,
  "",
] as const;

function Topics({ organizationId }: { organizationId: string }) {
  const topics = useQuery(api.models.insightThresholds.listForOrganization, useStaffArgs({ organizationId }));
  const { isBusy, problem, run } = useAct();
  const setTopics = useMutation(api.models.clubs.setAutoApplyTopics);
  const reset = useMutation(api.models.insightThresholds.resetThreshold);
  if (topics === undefined) {
    return (
      <Waiting what={words.autoApply.waiting}>
        <Skeleton className="m-4 h-80" />
      </Waiting>
    );
  }
  const toggle = (changed: Topic) =>
    run(async () => {
      const on = topics.filter(({ topic, autoApply }) => (topic === changed.topic ? !autoApply : autoApply));
      await setTopics({ organizationId, topics: on.map(({ topic }) => topic) });
      const word = changed.autoApply ? words.autoApply.asks : words.autoApply.applied;
      notify.success(`${CLAIM_TOPIC_LABELS[changed.topic]} ${word}.`);
    });
  const takeBack = ({ topic }: Topic) =>
    run(async () => {
      await reset({ organizationId, topic });
      notify.success(words.autoApply.resetDone(CLAIM_TOPIC_LABELS[topic]));
    });
  return (
    <>
      {problem === undefined ? null : (
        <p role="alert" className="border-b px-4 py-2 text-tone-danger">
          {problem}
        </p>
      )}
      <ScrollRegion label={words.autoApply.topics}>
        <table className="w-full text-left">
          <caption className="sr-only">{words.autoApply.topicsHint}</caption>
          <TableHead headings={HEADINGS} />
          <tbody className="divide-y">
            {topics.map((topic) => (
              <TopicRow
                key={topic.topic}
                topic={topic}
                isBusy={isBusy}
                toggle={() => void toggle(topic)}
                takeBack={() => void takeBack(topic)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

type TopicRowProps = { topic: Topic; isBusy: boolean; toggle: () => void; takeBack: () => void };

function TopicRow({ topic, isBusy, toggle, takeBack }: TopicRowProps) {
  const { autoApply, threshold, calibrated } = topic;
  const name = CLAIM_TOPIC_LABELS[topic.topic];
  return (
    <tr data-topic={topic.topic}>
      <th scope="row" className="px-4 py-2 font-medium whitespace-nowrap">
        {name}
      </th>
      <td className="px-4 py-2">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={autoApply}
            aria-disabled={isBusy}
            onChange={toggle}
            aria-label={words.autoApply.apply(name)}
            className="size-3.5 accent-brand"
          />
          <span className={autoApply ? undefined : "text-muted-foreground"}>
            {autoApply ? words.autoApply.yes : words.autoApply.no}
          </span>
        </label>
      </td>
      <td className="px-4 py-2 tabular">{formatSetting(threshold, "share")}</td>
      <td className="px-4 py-2 whitespace-nowrap text-muted-foreground tabular">
        {calibrated === undefined ? (
          words.autoApply.notCalibrated
        ) : (
          <>
            {words.autoApply.undone(calibrated.undone, calibrated.applied)}{" "}
            <RelativeTime at={calibrated.changedAt} />
          </>
        )}
      </td>
      <td className="px-4 py-2 text-right">
        {calibrated === undefined ? null : (
          <Button
            size="sm"
            aria-disabled={isBusy}
            onClick={takeBack}
            aria-label={words.autoApply.resetOf(name)}
          >
            {words.autoApply.reset}
          </Button>
        )}
      </td>
    </tr>
  );
}
