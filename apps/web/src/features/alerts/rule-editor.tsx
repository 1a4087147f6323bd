"use client";

import { RULE_FIELD_WORDS, thresholdUnit } from "@voice-flow/domain/alerts/rule-words";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { fieldProblem, fieldValue, type ListedRule } from "./rule-fields";
import { RuleRehearsal } from "./rule-rehearsal";
import { useRuleEditor } from "./use-rule-editor";
import { words } from "./words";

type RuleEditorProps = { rule: ListedRule; close: () => void };

/** The thresholds of one rule, saved once it is known how often they would have fired. */
export function RuleEditor({ rule, close }: RuleEditorProps) {
  const editor = useRuleEditor(rule, close);
  const reasonId = useId();
  return (
    <form
      aria-label={words.editor.title(rule.title)}
      onSubmit={(event) => {
        event.preventDefault();
        if (editor.notYet === undefined && !editor.isBusy) {
          void editor.save();
        }
      }}
      className="flex flex-col gap-4 border-t px-4 py-4"
    >
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={editor.enabled}
          onChange={({ target }) => editor.setEnabled(target.checked)}
          className="size-3.5 accent-brand"
        />
        {words.editor.enabled}
      </label>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {rule.fields.map((field) => (
          <NumberField
            key={field.field}
            rule={rule}
            field={field}
            text={editor.typed.get(field.field) ?? ""}
            onChange={(text) => editor.set(field.field, text)}
          />
        ))}
      </div>
      {rule.rehearsable ? null : (
        <p className="text-pretty text-muted-foreground">{words.editor.noRehearsal}</p>
      )}
      {editor.rehearsal ? <RuleRehearsal rehearsal={editor.rehearsal} /> : null}
      {editor.problem === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {editor.problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {rule.rehearsable ? (
          <Button onClick={() => void editor.rehearse()} disabled={!editor.canRehearse}>
            {editor.isBusy ? words.editor.busy : words.editor.rehearse}
          </Button>
        ) : null}
        <Button
          type="submit"
          variant={editor.notYet === undefined ? "primary" : "outline"}
          aria-disabled={editor.notYet !== undefined || editor.isBusy}
          aria-describedby={reasonId}
        >
          {words.editor.save}
        </Button>
        <Button variant="ghost" onClick={close}>
          {words.editor.cancel}
        </Button>
        <span id={reasonId} className="text-xs text-muted-foreground">
          {editor.notYet}
        </span>
      </div>
    </form>
  );
}

type NumberFieldProps = {
  rule: ListedRule;
  field: ListedRule["fields"][number];
  text: string;
  onChange: (text: string) => void;
};

function NumberField({ rule, field, text, onChange }: NumberFieldProps) {
  const id = useId();
  const name = field.field;
  const problem = fieldProblem(field, text);
  const unit = name === "threshold" || name === "severeThreshold" ? ` (${thresholdUnit(rule.ruleId)})` : "";
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-xs text-muted-foreground">
        {RULE_FIELD_WORDS[name]}
        {unit}
      </label>
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => onChange(target.value)}
        className="mt-1 h-8 text-13 tabular"
      />
      <p
        id={`${id}-help`}
        className={
          problem === undefined ? "mt-0.5 text-xs text-muted-foreground" : "mt-0.5 text-xs text-tone-danger"
        }
      >
        {problem ?? words.editor.builtIn(fieldValue(rule.builtIn, name) ?? "none")}
      </p>
    </div>
  );
}
