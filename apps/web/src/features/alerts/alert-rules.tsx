"use client";

import { api } from "@voice-flow/backend/api";
import { ALERT_TYPES, ruleDefinition } from "@voice-flow/domain/alerts/registry";
import { severeThresholdWords, thresholdWords } from "@voice-flow/domain/alerts/rule-words";
import { useQuery } from "convex/react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { RuleEditor } from "./rule-editor";
import type { ListedRule } from "./rule-fields";
import { words } from "./words";

/** The rules in force; one at a time is open for a change. */
export function AlertRules() {
  return (
    <Panel title={words.rules.title} note={words.rules.note}>
      <RuleList />
    </Panel>
  );
}

function RuleList() {
  const rules = useQuery(api.models.voicePipelineAlertRules.listRules, useStaffArgs({}));
  const [edited, setEdited] = useQueryState(
    "rule",
    parseAsStringLiteral(ALERT_TYPES).withOptions({ history: "push" }),
  );
  if (rules === undefined) {
    return (
      <Waiting what={words.rules.waiting}>
        <Skeleton className="m-4 h-96" />
      </Waiting>
    );
  }
  return (
    <ul className="divide-y">
      {rules.map((rule) => (
        <li key={rule.ruleId} data-rule={rule.ruleId}>
          <RuleLine
            rule={rule}
            isEdited={rule.ruleId === edited}
            toggle={() => void setEdited(rule.ruleId === edited ? null : rule.ruleId)}
          />
          {rule.ruleId === edited ? <RuleEditor rule={rule} close={() => void setEdited(null)} /> : null}
        </li>
      ))}
    </ul>
  );
}

type RuleLineProps = { rule: ListedRule; isEdited: boolean; toggle: () => void };

function RuleLine({ rule: listed, isEdited, toggle }: RuleLineProps) {
  const { ruleId, title, enabled, rule, fields, updatedAt, updatedByName, failedAt } = listed;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{title}</span>
          <span className="text-muted-foreground">{ruleDefinition(ruleId).name}</span>
          {enabled ? null : <Badge>{words.rules.off}</Badge>}
          {failedAt === undefined ? null : (
            <Badge tone="danger" title={listed.failure}>
              {words.rules.failed}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted-foreground">
          {updatedAt === undefined ? (
            words.rules.builtIn
          ) : (
            <>
              {words.rules.changedBy(updatedByName ?? "staff")} <RelativeTime at={updatedAt} />
            </>
          )}
        </p>
      </div>
      <p className="tabular max-sm:col-start-1">
        {fields.some(({ field }) => field === "threshold") ? (
          <>
            {thresholdWords(ruleId, rule.threshold)}
            {rule.severeThreshold === undefined ? null : (
              <span className="text-muted-foreground">
                {words.rules.severe(severeThresholdWords(ruleId, rule.severeThreshold))}
              </span>
            )}
          </>
        ) : (
          <span className="text-muted-foreground">{words.rules.noThreshold}</span>
        )}
      </p>
      <Button
        size="sm"
        className="max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1"
        aria-expanded={isEdited}
        aria-label={`${isEdited ? words.rules.close : words.rules.change} “${title}”`}
        onClick={toggle}
      >
        {isEdited ? words.rules.close : words.rules.change}
      </Button>
    </div>
  );
}
