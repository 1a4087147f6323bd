"use client";

import { pluralise } from "@voice-flow/domain/format/number";
import { SETTING_GROUP_TITLES } from "@voice-flow/domain/settings";
import { SearchIcon } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useMemo, useRef } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { type ActiveFilter, NothingMatches } from "@/components/empty-states";
import { SearchField } from "@/components/filters/search-field";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { ChangeLog } from "./change-log";
import { SettingList } from "./setting-list";
import { ALERT_RULES_HREF } from "./setting-views";
import { inGroups, matching, useSettings } from "./stored-settings";
import { words } from "./words";

const parsers = { q: parseAsString.withDefault(""), changed: parseAsBoolean.withDefault(false) };

/** Every threshold by group, with a search over all of them. */
export function Thresholds() {
  const [{ q, changed }, setFilters] = useQueryStates(parsers);
  const search = useRef<HTMLInputElement>(null);
  useRegisterActions(
    useMemo<readonly Action[]>(
      () => [
        {
          id: "search",
          label: words.thresholds.find,
          group: "View",
          icon: SearchIcon,
          keys: "/",
          run: () => search.current?.focus(),
        },
      ],
      [],
    ),
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <search className="w-full sm:w-80">
          <SearchField
            ref={search}
            aria-label={words.thresholds.find}
            placeholder={words.thresholds.find}
            value={q}
            onChange={({ target }) => void setFilters({ q: target.value })}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                event.preventDefault();
                event.currentTarget.blur();
              }
            }}
          />
        </search>
        <Button size="sm" aria-pressed={changed} onClick={() => void setFilters({ changed: !changed })}>
          {changed ? words.thresholds.showAll : words.thresholds.changedOnly}
        </Button>
      </div>
      <Found
        search={q}
        onlySet={changed}
        filters={[
          ...(q === "" ? [] : [{ id: "q", label: `“${q}”`, clear: () => void setFilters({ q: null }) }]),
          ...(changed
            ? [
                {
                  id: words.thresholds.changed,
                  label: words.thresholds.changedOnly,
                  clear: () => void setFilters({ changed: null }),
                },
              ]
            : []),
        ]}
        clearAll={() => void setFilters(null)}
      />
      <ChangeLog kind="setting_changed" title={words.thresholds.changes} />
    </>
  );
}

type FoundProps = {
  search: string;
  onlySet: boolean;
  filters: readonly ActiveFilter[];
  clearAll: () => void;
};

function Found({ search, onlySet, filters, clearAll }: FoundProps) {
  const all = useSettings();
  if (all === undefined) {
    return (
      <Panel title={words.thresholds.title}>
        <Waiting what={words.thresholds.waiting}>
          <Skeleton className="m-4 h-[36rem]" />
        </Waiting>
      </Panel>
    );
  }
  const groups = inGroups(matching(all, { search, onlySet }));
  if (groups.length === 0) {
    return (
      <Panel title={words.thresholds.title}>
        {search === "" ? (
          <p className="px-4 py-6 text-center text-muted-foreground">{words.thresholds.noneChanged}</p>
        ) : (
          <NothingMatches what="thresholds" filters={filters} clearAll={clearAll} />
        )}
      </Panel>
    );
  }
  return groups.map(({ group, settings }) => (
    <Panel
      key={group}
      title={SETTING_GROUP_TITLES[group]}
      note={noteOf(settings)}
      actions={group === "alerts" ? <RulesFirst /> : null}
    >
      <SettingList settings={settings} all={all} />
    </Panel>
  ));
}

/** Thresholds of alerts are what rules begin from. */
function RulesFirst() {
  return (
    <Link href={ALERT_RULES_HREF} className="rounded-sm text-xs text-muted-foreground hover:text-foreground">
      {words.thresholds.rulesFirst}
    </Link>
  );
}

function noteOf(settings: readonly { isSet: boolean }[]): string {
  const changed = settings.filter(({ isSet }) => isSet).length;
  const count = pluralise(settings.length, "threshold");
  return changed === 0 ? words.thresholds.allDefault(count) : words.thresholds.someChanged(count, changed);
}
