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
      <h2 className="sr-only">AI usage</h2>
      <UsageCards usage={usage} />
      {usage === undefined ? (
        <Waiting what="AI usage">
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
      "Nothing has been counted yet"
    ) : (
      <>
        Counted <RelativeTime at={usage.countedAt} />
      </>
    );
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <FigureCard title="AI cost today" icon={CoinsIcon} value={today && formatMicroDollars(today.cost)}>
        <p>Since midnight UTC; yesterday {formatMicroDollars(yesterday?.cost)}</p>
        <p>{counted}</p>
      </FigureCard>
      <FigureCard
        title="AI cost, 30 days"
        icon={CalendarDaysIcon}
        value={total && formatMicroDollars(total.cost)}
      >
        {total && total.calls > 0
          ? `${formatMicroDollars(Math.round(total.cost / total.calls))} per call`
          : "No calls"}
      </FigureCard>
      <FigureCard title="AI calls, 30 days" icon={PhoneCallIcon} value={total && formatCount(total.calls)}>
        <p>{formatCount(Math.round((total?.audioSeconds ?? 0) / 60))} min of audio</p>
        <p>{formatCount((total?.inputTokens ?? 0) + (total?.outputTokens ?? 0))} tokens</p>
      </FigureCard>
      <FigureCard
        title="Failed calls, 30 days"
        icon={TriangleAlertIcon}
        value={total && formatCount(total.failedCalls)}
      >
        <p>
          {total && total.calls > 0
            ? `${formatShare(total.failedCalls / total.calls)} of all calls`
            : "No calls"}
        </p>
        {total?.unknownCalls ? (
          <p>
            {formatCount(total.unknownCalls)} without an answer: what they cost is not known, at most{" "}
            {formatMicroDollars(total.unknownCost)}
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
      <Panel title="AI cost by day" note="UTC" className="lg:col-span-2">
        {usage.total.calls === 0 ? (
          <p className="px-4 py-3 text-pretty text-muted-foreground">
            No calls in the last thirty days. What a note costs appears here a minute after it was processed.
          </p>
        ) : (
          <TimeChart
            title="AI cost by day"
            kind="bars"
            periods={periods}
            now={now}
            format={formatMicroDollars}
            series={[{ name: "Cost", color: "info", values: usage.days.map(({ cost }) => cost) }]}
          />
        )}
      </Panel>
      <Panel title="By model" note="30 days">
        <UsageByModel usage={usage} />
      </Panel>
    </div>
  );
}
