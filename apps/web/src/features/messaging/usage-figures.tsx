"use client";

import { api } from "@voice-flow/backend/api";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { DAY_MS, MINUTE_MS } from "@voice-flow/domain/time";
import { useQuery } from "convex/react";
import { CalendarDaysIcon, CoinsIcon, PhoneCallIcon, TriangleAlertIcon } from "lucide-react";
import { TimeChart } from "@/components/charts/time-chart";
import { FigureCard } from "@/components/figure-card";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import type { Usage } from "./usage-by-model";
import { UsageByModel } from "./usage-by-model";
import { words } from "./words";

const DAYS = 30;

function useUsage(club: string | null): Usage | undefined {
  const now = useRoundedNow();
  const args = { days: DAYS, now: now ?? 0 };
  const isReady = now !== undefined;
  const { getPlatformUsage, getOrgUsage } = api.models.aiUsageDailyAggregates;
  const staffArgs = useStaffArgs(args);
  const orgArgs = useStaffArgs({ ...args, organizationId: club ?? "" });
  const ofPlatform = useQuery(getPlatformUsage, isReady && club === null ? staffArgs : "skip");
  const ofClub = useQuery(getOrgUsage, isReady && club !== null ? orgArgs : "skip");
  return club === null ? ofPlatform : ofClub;
}

/** What AI calls cost in the last thirty days: figures, a chart by day, and the models. */
export function UsageFigures({ club }: { club: string | null }) {
  const { value: usage, isOld } = useKept(useUsage(club));
  return (
    <div
      aria-busy={isOld || usage === undefined}
      className={cn("flex flex-col gap-4 transition-opacity", isOld && "opacity-50")}
    >
      <h2 className="sr-only">{words.usage.title}</h2>
      <UsageCards usage={usage} />
      {usage === undefined ? (
        <Waiting what={words.usage.title}>
          <div className="grid gap-4 lg:grid-cols-3">
            <Skeleton className="h-58 rounded-xl lg:col-span-2" />
            <Skeleton className="h-58 rounded-xl" />
          </div>
        </Waiting>
      ) : (
        <UsagePanels usage={usage} />
      )}
    </div>
  );
}

function UsageCards({ usage }: { usage: Usage | undefined }) {
  const today = usage?.days.at(-1);
  const yesterday = usage?.days.at(-2);
  const total = usage?.total;
  const counted =
    usage?.countedAt === null || usage === undefined ? (
      words.usage.notCounted
    ) : (
      <>
        {words.usage.counted} <RelativeTime at={usage.countedAt} />
      </>
    );
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <FigureCard
        title={words.usage.costToday}
        icon={CoinsIcon}
        value={today && formatMicroDollars(today.cost)}
      >
        <p>{words.usage.sinceMidnight(formatMicroDollars(yesterday?.cost))}</p>
        <p>{counted}</p>
      </FigureCard>
      <FigureCard
        title={words.usage.cost}
        icon={CalendarDaysIcon}
        value={total && formatMicroDollars(total.cost)}
      >
        {total && total.calls > 0
          ? words.usage.perCall(formatMicroDollars(Math.round(total.cost / total.calls)))
          : words.usage.none}
      </FigureCard>
      <FigureCard title={words.usage.calls} icon={PhoneCallIcon} value={total && formatCount(total.calls)}>
        <p>{words.usage.audio(formatCount(Math.round((total?.audioSeconds ?? 0) / 60)))}</p>
        <p>{words.usage.tokens(formatCount((total?.inputTokens ?? 0) + (total?.outputTokens ?? 0)))}</p>
      </FigureCard>
      <FigureCard
        title={words.usage.failed}
        icon={TriangleAlertIcon}
        value={total && formatCount(total.failedCalls)}
      >
        <p>
          {total && total.calls > 0
            ? words.usage.ofAll(formatShare(total.failedCalls / total.calls))
            : words.usage.none}
        </p>
        {total?.unknownCalls ? (
          <p>
            {words.usage.unknownCost(formatCount(total.unknownCalls), formatMicroDollars(total.unknownCost))}
          </p>
        ) : null}
      </FigureCard>
    </ul>
  );
}

function UsagePanels({ usage }: { usage: Usage }) {
  const now = useNow(MINUTE_MS);
  const periods = usage.days.map(({ dayStart }) => ({ start: dayStart, end: dayStart + DAY_MS }));
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Panel title={words.usage.byDay} note={words.usage.byDayNote} className="lg:col-span-2">
        {usage.total.calls === 0 ? (
          <p className="px-4 py-3 text-pretty text-muted-foreground">{words.usage.noneHint}</p>
        ) : (
          <TimeChart
            title={words.usage.byDay}
            kind="bars"
            periods={periods}
            now={now}
            format={formatMicroDollars}
            series={[{ name: words.usage.series, color: "info", values: usage.days.map(({ cost }) => cost) }]}
          />
        )}
      </Panel>
      <Panel title={words.usage.byModel} note={words.usage.byModelNote}>
        <UsageByModel usage={usage} />
      </Panel>
    </div>
  );
}
