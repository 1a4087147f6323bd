"use client";

import { api } from "@voice-flow/backend/api";
import type { FlagLevel, LevelState } from "@voice-flow/domain/flags/flags";
import { useQuery } from "convex/react";
import { ArrowLeftIcon } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { OrganizationFilter, useOrganizationName } from "@/components/filters/club-filter";
import { FilterSelect } from "@/components/filters/filter-select";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { useStaffArgs } from "@/lib/session/query-args";
import { FlagChange } from "./flag-change";
import {
  type ExplainedFlag,
  explanation,
  type FlagTarget,
  LEVEL_WORDS,
  type ListedFlag,
  STATE_LABELS,
} from "./flag-words";
import { words } from "./words";

/** Who decides, for the club and the coach that are chosen: every level with what it says, the strongest first. */
export function FlagLadder({ flag }: { flag: ListedFlag }) {
  const subject = useFlagSubject();
  const { club, coach, coaches, setClub, setCoach } = subject;
  const args = useStaffArgs({
    key: flag.key,
    ...(club === null ? {} : { organizationId: club }),
    ...(coach === undefined ? {} : { userId: coach.userId }),
  });
  const explained = useQuery(api.models.featureFlags.explainFlag, subject.isLoading ? "skip" : args);
  return (
    <section aria-label={words.ladder.title(flag.title)} className="rounded-lg border">
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <span className="text-xs text-muted-foreground">{words.ladder.inForce}</span>
        <OrganizationFilter value={club} onChange={setClub} />
        {club === null ? (
          <span className="text-xs text-muted-foreground">{words.ladder.chooseClub}</span>
        ) : (
          <FilterSelect
            name="Coach"
            all={words.ladder.anyCoach}
            value={coach?.userId ?? null}
            options={coaches.map(({ userId, name }) => ({ value: userId, label: name }))}
            onChange={setCoach}
          />
        )}
      </div>
      {explained === undefined ? (
        <Skeleton className="m-3 h-48" />
      ) : (
        <>
          <p role="status" className="px-3 pt-3 font-medium text-pretty">
            {explanation(explained, { club: subject.clubName, coach: coach?.name })}
          </p>
          <Levels flag={flag} explained={explained} subject={subject} />
        </>
      )}
    </section>
  );
}

type LevelsProps = { flag: ListedFlag; explained: ExplainedFlag; subject: FlagSubject };

function Levels({ flag, explained, subject }: LevelsProps) {
  return (
    <ol aria-label={words.ladder.levels} className="divide-y px-3 py-1">
      {explained.levels.map(({ level, state }) => (
        <Level key={level} level={level} state={state} decides={level === explained.decidedBy} flag={flag}>
          {changeOf(flag, level, state, subject)}
        </Level>
      ))}
    </ol>
  );
}

/** What a level's row can be changed to; the variable and the default are not changed here. */
function changeOf(flag: ListedFlag, level: FlagLevel, state: LevelState, subject: FlagSubject): ReactNode {
  const change = (target: FlagTarget, whom: string) => (
    <FlagChange
      flag={flag}
      target={target}
      whom={whom}
      now={state === "on" ? true : state === "off" ? false : null}
    />
  );
  if (level === "platform") {
    return change({ scope: "platform" }, "everybody");
  }
  if (level === "organization" && subject.club !== null) {
    return change(
      { scope: "organization", organizationId: subject.club },
      subject.clubName ?? words.ladder.thisClub,
    );
  }
  if (level === "user" && subject.coach !== undefined) {
    return change({ scope: "user", userId: subject.coach.userId }, subject.coach.name);
  }
  return null;
}

type LevelProps = {
  level: FlagLevel;
  state: LevelState;
  decides: boolean;
  flag: ListedFlag;
  children: ReactNode;
};

function Level({ level, state, decides, flag, children }: LevelProps) {
  const { label, icon, tone } = STATE_LABELS[state];
  return (
    <li
      data-level={level}
      data-state={state}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5"
    >
      <span className={cn("w-28 sm:w-44", decides ? "font-medium" : "text-muted-foreground")}>
        {LEVEL_WORDS[level]}
      </span>
      <Badge icon={icon} tone={decides || state === "unreadable" ? tone : "neutral"}>
        {label}
      </Badge>
      {decides ? (
        <span className="flex items-center gap-1 text-xs font-medium">
          <ArrowLeftIcon aria-hidden="true" className="size-3.5" />
          {words.ladder.decides}
        </span>
      ) : null}
      <span className="ml-auto flex items-center gap-2 text-xs text-muted-foreground">
        {level === "variable" ? <code className="font-mono break-all">{flag.variable}</code> : null}
        {children}
      </span>
    </li>
  );
}

/** The club, and the coach of it, that is asked about; held in the URL. */
function useFlagSubject() {
  const [{ club, coach }, set] = useQueryStates(
    { club: parseAsString, coach: parseAsString },
    { history: "push" },
  );
  const coachArgs = useStaffArgs({ organizationId: club ?? "" });
  const coaches = useQuery(api.models.clubs.listCoaches, club === null ? "skip" : coachArgs);
  const clubName = useOrganizationName(club);
  return {
    club,
    clubName: club === null ? undefined : clubName,
    coaches: coaches ?? [],
    /** Only one of the club's. */
    coach: coaches?.find(({ userId }) => userId === coach),
    /** A coach is asked about who is not known yet. */
    isLoading: club !== null && coach !== null && coaches === undefined,
    setClub: (organizationId: string | null) => void set({ club: organizationId, coach: null }),
    setCoach: (userId: string | null) => void set({ coach: userId }),
  };
}
export type FlagSubject = ReturnType<typeof useFlagSubject>;
