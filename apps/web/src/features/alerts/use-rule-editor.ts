"use client";

import { api } from "@voice-flow/backend/api";
import { useConvex } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { currentTime } from "@/lib/clock";
import { notify } from "@/lib/notify";
import { roundDown } from "@/lib/rounded-now";
import { useAct } from "@/lib/use-act";
import {
  changesOf,
  fieldProblem,
  fieldValue,
  type ListedRule,
  type RuleChanges,
  type RuleField,
} from "./rule-fields";
import { words } from "./words";

export type Rehearsal = NonNullable<
  FunctionReturnType<typeof api.models.voicePipelineAlertRules.rehearseRule>
>;

const typedOf = ({ rule, fields }: ListedRule): ReadonlyMap<RuleField, string> =>
  new Map(fields.map(({ field }) => [field, String(fieldValue(rule, field) ?? "")]));

/** The fields of one rule while somebody changes them: what a change would have done comes before it can be saved. */
export function useRuleEditor(rule: ListedRule, close: () => void) {
  const convex = useConvex();
  const [typed, setTyped] = useState(() => typedOf(rule));
  const [enabled, setEnabled] = useState(rule.enabled);
  const { isBusy, problem, run } = useAct(words.save.failed);
  const [rehearsed, setRehearsed] = useState<{ key: string; result: Rehearsal | null }>();

  const changes: RuleChanges = {
    ...changesOf(rule, typed),
    ...(enabled === rule.enabled ? {} : { enabled }),
  };
  const key = JSON.stringify(changes);
  const isChanged = key !== "{}";
  const isSound = rule.fields.every((field) => !fieldProblem(field, typed.get(field.field) ?? ""));
  const isRehearsed = rehearsed?.key === key;
  // Switching off fires nothing, and some conditions leave no trace in the metrics.
  const needsRehearsal = rule.rehearsable && enabled;

  const { ruleId } = rule;
  return {
    typed,
    enabled,
    setEnabled,
    isBusy,
    problem,
    rehearsal: isRehearsed ? rehearsed.result : undefined,
    set: (field: RuleField, text: string) => setTyped((before) => new Map(before).set(field, text)),
    rehearse: () =>
      run(async () => {
        const now = roundDown(currentTime());
        const result = await convex.query(api.models.voicePipelineAlertRules.rehearseRule, {
          ruleId,
          changes,
          now,
        });
        setRehearsed({ key, result });
      }),
    save: () =>
      run(async () => {
        await convex.mutation(api.models.voicePipelineAlertRules.updateRule, { ruleId, changes });
        notify.success(words.save.saved(rule.title), {
          description: words.save.savedHint,
        });
        close();
      }),
    canRehearse: rule.rehearsable && isChanged && isSound && !isBusy,
    /** Why it cannot be saved; undefined if it can. */
    notYet: !isChanged
      ? words.save.unchanged
      : !isSound
        ? words.save.invalid
        : needsRehearsal && !isRehearsed
          ? words.save.rehearseFirst
          : undefined,
  };
}
export type RuleEditor = ReturnType<typeof useRuleEditor>;
