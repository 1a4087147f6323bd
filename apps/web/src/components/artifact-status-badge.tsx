import type { ArtifactStatus } from "@voice-flow/domain/vocabulary/pipeline";
import { Badge } from "@/components/ui/badge";
import { ARTIFACT_STATUS_LABELS } from "@/features/vocabulary/artifact-statuses";

export function ArtifactStatusBadge({ status, className }: { status: ArtifactStatus; className?: string }) {
  const { label, icon, tone, sentence, isRunning } = ARTIFACT_STATUS_LABELS[status];
  return (
    <Badge
      tone={tone}
      icon={icon}
      spin={isRunning && status === "processing"}
      title={sentence}
      className={className}
    >
      {label}
    </Badge>
  );
}
