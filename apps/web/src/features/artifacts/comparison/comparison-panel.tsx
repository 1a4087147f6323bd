"use client";

import { api } from "@voice-flow/backend/api";
import { compareRuns, type RunFigures } from "@voice-flow/domain/comparison/compare";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import type { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { GitCompareArrowsIcon, SearchXIcon, XIcon } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { Panel } from "@/components/panel";
import { StateScreen } from "@/components/state-screen";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { lengthInWords } from "./compare-words";
import { ComparisonTable } from "./comparison-table";
import { words } from "./words";

type Compared = NonNullable<FunctionReturnType<typeof api.models.runComparison.get>>;
type ShownRun = Compared["run"];

/** In the URL: the server chooses the note to compare with. */
const BY_ITSELF = "auto";

/** A button that opens this note beside a good one. The URL holds the other note. */
export function ComparisonPanel({ artifactId }: { artifactId: string }) {
  const [chosen, setChosen] = useQueryState("compare", parseAsString.withOptions({ history: "push" }));
  const isShown = chosen !== null;
  const action = useMemo<Action>(
    () => ({
      id: "compare",
      label: isShown ? words.panel.close : words.panel.open,
      group: "View",
      icon: isShown ? XIcon : GitCompareArrowsIcon,
      keys: "c",
      run: () => void setChosen(isShown ? null : BY_ITSELF),
    }),
    [isShown, setChosen],
  );
  useRegisterActions(useMemo(() => [action], [action]));
  if (chosen === null) {
    return (
      <div>
        <ActionButton action={action} size="sm" />
      </div>
    );
  }
  return (
    <Panel
      title={words.panel.title}
      actions={<ActionButton action={action} size="sm" variant="ghost" iconOnly />}
    >
      <ComparisonContent
        artifactId={artifactId}
        chosen={chosen === BY_ITSELF ? undefined : chosen}
        choose={(next) => void setChosen(next)}
      />
    </Panel>
  );
}

type ContentProps = {
  artifactId: string;
  /** The note that staff chose. */
  chosen: string | undefined;
  choose: (artifactId: string) => void;
};

function ComparisonContent({ artifactId, chosen, choose }: ContentProps) {
  const args = useStaffArgs({ artifactId, ...(chosen === undefined ? {} : { withArtifactId: chosen }) });
  // The list of other notes stays while one of them loads, because it has the focus.
  const { value: compared, isOld } = useKept(useQuery(api.models.runComparison.get, args));
  if (compared === undefined) {
    return (
      <Waiting what={words.panel.waiting}>
        <Skeleton className="m-4 h-64" />
      </Waiting>
    );
  }
  if (compared === null) {
    return <p className="px-4 py-3 text-muted-foreground">{words.panel.gone}</p>;
  }
  const { run, good, others } = compared;
  if (good === null) {
    return (
      <StateScreen
        icon={SearchXIcon}
        title={chosen === undefined ? words.panel.none : words.panel.chosenGone}
        className="min-h-40 py-6"
        actions={
          chosen === undefined ? undefined : (
            <Button size="sm" onClick={() => choose(BY_ITSELF)}>
              {words.panel.automatic}
            </Button>
          )
        }
      >
        {chosen === undefined ? words.panel.noneHint : words.panel.noSuchNote(chosen)}
      </StateScreen>
    );
  }
  return (
    <div aria-busy={isOld} className={cn("transition-opacity", isOld && "opacity-60")}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
        <p className="min-w-0 flex-1 text-pretty">
          {words.panel.beside}{" "}
          <Link
            href={artifactHref(good.artifactId)}
            className="rounded-sm font-mono text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current"
          >
            {good.artifactId.slice(0, 8)}
          </Link>
          {words.panel.received(
            formatAbsoluteTime(good.createdAt),
            chosen === undefined ? words.panel.whyAutomatic : words.panel.whyChosen,
          )}
        </p>
        <OtherRuns others={others} shown={good} choose={choose} />
      </div>
      <ComparisonTable comparison={compareRuns(figuresOf(run), figuresOf(good))} isAudio={run.isAudio} />
    </div>
  );
}

type OtherRunsProps = { others: Compared["others"]; shown: ShownRun; choose: (artifactId: string) => void };

function OtherRuns({ others, shown, choose }: OtherRunsProps) {
  const isListed = others.some(({ artifactId }) => artifactId === shown.artifactId);
  if (others.length === 0 || (isListed && others.length === 1)) {
    return null;
  }
  return (
    <select
      aria-label={words.panel.another}
      value={isListed ? shown.artifactId : ""}
      onChange={({ target }) => choose(target.value)}
      className="h-7 rounded-md border bg-surface px-2.5 text-xs font-medium hover:bg-muted"
    >
      {isListed ? null : <option value="">{words.panel.anotherOption}</option>}
      {others.map(({ artifactId, createdAt, length }) => (
        <option key={artifactId} value={artifactId}>
          {artifactId.slice(0, 8)}
          {length === undefined ? "" : `, ${lengthInWords(length, shown.isAudio)}`},{" "}
          {formatAbsoluteTime(createdAt)}
        </option>
      ))}
    </select>
  );
}

/** The stages by their names, as the domain compares them. */
function figuresOf({ stages, ...run }: ShownRun): RunFigures {
  const of = (wanted: (typeof MACHINE_STAGES)[number]) =>
    stages.find(({ stage }) => stage === wanted) ?? { outcome: "not_reached" as const };
  return {
    ...run,
    stages: {
      ingestion: of("ingestion"),
      transcription: of("transcription"),
      claims_extraction: of("claims_extraction"),
      entity_resolution: of("entity_resolution"),
      draft_generation: of("draft_generation"),
    },
  };
}
