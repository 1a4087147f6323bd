import { formatShare } from "@voice-flow/domain/format/number";
import { Badge } from "@/components/ui/badge";
import {
  ASK_REASON_LABELS,
  MATCH_REASON_LABELS,
  MENTION_TYPE_LABELS,
  RESOLUTION_STATUS_LABELS,
} from "@/features/vocabulary/note-words";
import { cn } from "@/lib/cn";
import type { ResolutionView } from "./note-views";
import { words } from "./words";

/** One spoken name: whom it was matched to and why, and who else it could have been. */
export function ResolutionLine({ resolution }: { resolution: ResolutionView }) {
  const { label, icon, tone } = RESOLUTION_STATUS_LABELS[resolution.status];
  const { candidates } = resolution;
  return (
    <li className="text-xs">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-muted-foreground">{MENTION_TYPE_LABELS[resolution.mentionType]}</span>
        <span>{resolution.rawText === "" ? words.resolution.nobody : `“${resolution.rawText}”`}</span>
        {resolution.resolvedEntityName === undefined ? null : (
          <>
            <span aria-hidden="true" className="text-muted-foreground">
              →
            </span>
            <span className="sr-only">{words.resolution.is}</span>
            <span className="font-medium">{resolution.resolvedEntityName}</span>
          </>
        )}
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        {resolution.askReason === undefined ? null : (
          <span className="text-muted-foreground">{ASK_REASON_LABELS[resolution.askReason]}</span>
        )}
      </div>
      {candidates.length === 0 ? null : (
        <ol
          aria-label={words.resolution.candidates(resolution.rawText)}
          className="mt-1 ml-1 space-y-0.5 border-l pl-3"
        >
          {candidates.map((candidate) => {
            const isChosen = candidate.entityName === resolution.resolvedEntityName;
            return (
              <li
                key={candidate.entityId}
                className={cn(
                  "flex flex-wrap gap-x-2",
                  isChosen ? "text-foreground" : "text-muted-foreground",
                )}
              >
                <span className="w-9 text-right tabular">{formatShare(candidate.score)}</span>
                <span>
                  {candidate.entityName}
                  {candidate.teamName === undefined ? "" : ` (${candidate.teamName})`}
                </span>
                <span className="text-muted-foreground">
                  {candidate.reasons.map((reason) => MATCH_REASON_LABELS[reason]).join(", ")}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </li>
  );
}
