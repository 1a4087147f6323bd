"use client";

import { OrganizationFilter } from "@/components/filters/club-filter";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { RANGE_WORDS, useQualityView } from "./metrics-range";
import { ModelQualityTable } from "./model-quality-table";
import { RangePicker } from "./range-picker";
import { useModelQuality } from "./use-model-quality";
import { words } from "./words";

/** How good each model and prompt version is, by what coaches did with its claims. */
export function ModelQualityPage() {
  const [{ range, club }, setView] = useQualityView();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-base font-semibold">{words.quality.title}</h1>
        <OrganizationFilter value={club} onChange={(next) => void setView({ club: next })} />
        <div className="ml-auto">
          <RangePicker range={range} onChoose={(next) => void setView({ range: next })} />
        </div>
      </div>
      <Panel title={words.quality.models} note={words.quality.note(RANGE_WORDS[range])}>
        <QualityOfRange />
      </Panel>
    </div>
  );
}

function QualityOfRange() {
  const [{ range, club }] = useQualityView();
  const { quality, isOld } = useModelQuality(range, club);
  return (
    <div
      data-answered={isOld || quality === undefined ? undefined : range}
      aria-busy={isOld || quality === undefined}
      className={cn("transition-opacity", isOld && "opacity-50")}
    >
      {quality === undefined ? (
        <Waiting what={words.quality.waiting}>
          <ModelQualityTable quality={undefined} />
        </Waiting>
      ) : (
        <ModelQualityTable quality={quality} />
      )}
      <p className="min-h-8 border-t px-4 py-2 text-xs text-muted-foreground">
        {words.quality.shares}{" "}
        {quality?.aggregatedAt ? (
          <>
            {words.quality.counted} <RelativeTime at={quality.aggregatedAt} />.
          </>
        ) : null}
      </p>
    </div>
  );
}
