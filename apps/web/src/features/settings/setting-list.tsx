"use client";

import { formatRange, formatSetting } from "@voice-flow/domain/settings/words";
import { TriangleAlertIcon } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useRef } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SettingEditor } from "./setting-editor";
import type { ShownSetting } from "./stored-settings";
import { words } from "./words";

type SettingListProps = {
  settings: readonly ShownSetting[];
  /** What a change is checked against. */
  all: readonly ShownSetting[];
  /** More to say of one. */
  beside?: (setting: ShownSetting) => ReactNode;
};

/** Settings with their values; one at a time is open for a change, and the URL says which. */
export function SettingList({ settings, all, beside }: SettingListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [edited, setEdited] = useQueryState("setting", parseAsString.withOptions({ history: "push" }));
  return (
    <ul ref={list} className="divide-y">
      {settings.map((setting) => {
        const isEdited = setting.key === edited;
        return (
          <li key={setting.key} data-setting={setting.key}>
            <SettingLine
              setting={setting}
              isEdited={isEdited}
              toggle={() => void setEdited(isEdited ? null : setting.key)}
            >
              {beside?.(setting)}
            </SettingLine>
            {isEdited ? (
              <SettingEditor
                setting={setting}
                all={all}
                close={() => {
                  void setEdited(null);
                  // The form goes, and the keyboard with it, were it not led back.
                  list.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
                }}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

type SettingLineProps = {
  setting: ShownSetting;
  isEdited: boolean;
  toggle: () => void;
  children: ReactNode;
};

function SettingLine({ setting, isEdited, toggle, children }: SettingLineProps) {
  const { label, definition, value, isSet, ignored, updatedAt, updatedByName } = setting;
  const { unit } = definition;
  return (
    <div className="grid items-center gap-x-6 gap-y-1.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_13rem_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {label}
          {isSet ? <Badge tone="info">{words.list.changed}</Badge> : null}
          {ignored === undefined ? null : (
            <Badge tone="warning" icon={TriangleAlertIcon}>
              {words.list.ignored(formatSetting(ignored, unit))}
            </Badge>
          )}
        </p>
        <p className="max-w-prose text-xs text-pretty text-muted-foreground">{definition.description}</p>
        {children}
      </div>
      <div className="tabular sm:text-right">
        <p className="font-medium" data-value>
          {formatSetting(value, unit)}
        </p>
        <p className="text-xs text-muted-foreground">
          {updatedAt === undefined ? (
            words.list.isDefault(formatRange(definition))
          ) : (
            <>
              {updatedByName}, <RelativeTime at={updatedAt} />
              {words.list.defaultIs(formatSetting(definition.default, unit))}
            </>
          )}
        </p>
      </div>
      <Button
        size="sm"
        aria-expanded={isEdited}
        aria-label={`${isEdited ? words.list.close : words.list.change} “${label}”`}
        onClick={toggle}
        className="justify-self-start"
      >
        {isEdited ? words.list.close : words.list.change}
      </Button>
    </div>
  );
}
