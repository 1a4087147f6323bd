import type { api } from "@voice-flow/backend/api";
import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { FunctionReturnType } from "convex/server";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RETRY_HELP_LABELS } from "@/features/vocabulary/error-codes";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { words } from "./words";

/** Causes that are named; the others are behind the figure of all failures. */
const NAMED = 3;

type FailureGroup = FunctionReturnType<
  typeof api.models.voicePipelineEvents.getFailureGroups
>["groups"][number];

type FailureCausesProps = {
  /** Most frequent first. */
  groups: readonly FailureGroup[];
  /** The fingerprint that the grid shows. */
  shown: string | null;
  show: (fingerprint: string | null) => void;
};

/** Unresolved failures grouped by cause. The chosen group explains its usual cause. */
export function FailureCauses({ groups, shown, show }: FailureCausesProps) {
  const chosen = groups.find(({ fingerprint }) => fingerprint === shown);
  return (
    <section
      aria-label={words.causes.title}
      className="col-span-2 flex min-w-0 flex-col justify-center rounded-xl border bg-surface px-4 py-2 shadow-xs lg:col-span-1"
    >
      {chosen === undefined ? (
        <ul className="grid gap-x-6 xl:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          {groups.slice(0, NAMED).map((group) => (
            <li key={group.fingerprint}>
              <CauseButton group={group} onPress={() => show(group.fingerprint)} />
            </li>
          ))}
          {groups.length > NAMED ? (
            <li className="text-xs text-muted-foreground">
              {words.causes.others(pluralise(groups.length - NAMED, words.causes.rarer))}
            </li>
          ) : null}
        </ul>
      ) : (
        <ChosenCause group={chosen} showAll={() => show(null)} />
      )}
    </section>
  );
}

function CauseButton({ group, onPress }: { group: FailureGroup; onPress: () => void }) {
  const { code, stage, count, lastAt } = group;
  return (
    <button
      type="button"
      data-cause={group.fingerprint}
      onClick={onPress}
      className="-mx-1.5 flex w-full min-w-0 items-baseline gap-2 rounded-md px-1.5 py-0.5 text-left hover:bg-muted"
    >
      <span className="font-semibold text-tone-danger tabular">{formatCount(count)}</span>
      <span className="truncate">
        {STAGE_ERROR_LABELS[code]}
        <span className="text-xs text-muted-foreground">
          {" "}
          {words.causes.lastAt(PIPELINE_STAGE_LABELS[stage].short)} <RelativeTime at={lastAt} />
        </span>
      </span>
    </button>
  );
}

function ChosenCause({ group, showAll }: { group: FailureGroup; showAll: () => void }) {
  const { code, stage, count, organizations, firstAt, lastAt } = group;
  const { cause, cure, retry } = KNOWN_CAUSES[code];
  const help = RETRY_HELP_LABELS[retry];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold text-tone-danger tabular">{formatCount(count)}</span>
        <span className="font-medium">{STAGE_ERROR_LABELS[code]}</span>
        <span className="text-xs text-muted-foreground">
          {words.causes.firstAt(PIPELINE_STAGE_LABELS[stage].short, pluralise(organizations, "club"))}{" "}
          <RelativeTime at={firstAt} /> {words.causes.last} <RelativeTime at={lastAt} />
        </span>
        <Badge tone={help.tone} icon={help.icon} className="ml-auto">
          {help.label}
        </Badge>
        <Button variant="link" size="inline" onClick={showAll} className="text-xs">
          {words.causes.all}
        </Button>
      </div>
      <p className="mt-0.5 text-xs text-pretty text-muted-foreground">
        {cause} <span className="text-foreground">{cure}</span>
      </p>
    </>
  );
}
