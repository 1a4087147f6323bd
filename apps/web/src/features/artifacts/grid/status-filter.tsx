"use client";

import { ARTIFACT_STATUSES, type ArtifactStatus } from "@voice-flow/domain/vocabulary/pipeline";
import { FilterButton } from "@/components/filters/filter-button";
import { ARTIFACT_STATUS_LABELS } from "@/features/vocabulary/artifact-statuses";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { words } from "./words";

type StatusFilterProps = {
  value: readonly ArtifactStatus[];
  onChange: (statuses: ArtifactStatus[]) => void;
};

/** Any number of statuses. */
export function StatusFilter({ value, onChange }: StatusFilterProps) {
  const [first] = value;
  const chosen =
    first === undefined
      ? undefined
      : value.length === 1
        ? ARTIFACT_STATUS_LABELS[first].label
        : words.filters.chosen(value.length, ARTIFACT_STATUSES.length);
  return (
    <FilterButton name="Status" chosen={chosen} className="w-56">
      {() =>
        ARTIFACT_STATUSES.map((status) => {
          const { label, icon: Icon, tone } = ARTIFACT_STATUS_LABELS[status];
          return (
            <label key={status} className="flex min-h-6 items-center gap-2 rounded-sm text-xs hover:bg-muted">
              <input
                type="checkbox"
                checked={value.includes(status)}
                onChange={() =>
                  onChange(ARTIFACT_STATUSES.filter((each) => value.includes(each) !== (each === status)))
                }
                className="size-3.5 accent-brand"
              />
              <Icon aria-hidden="true" className={cn("size-3.5", TONE_CLASSES[tone].text)} />
              {label}
            </label>
          );
        })
      }
    </FilterButton>
  );
}
