import type { AlertSeverity, AlertStatus } from "@voice-flow/domain/vocabulary/operations";
import { Badge } from "@/components/ui/badge";
import { ALERT_STATUS_LABELS, SEVERITY_LABELS } from "@/features/vocabulary/incidents";

export function SeverityBadge({ severity }: { severity: AlertSeverity }) {
  const { label, icon, tone } = SEVERITY_LABELS[severity];
  return (
    <Badge tone={tone} icon={icon} data-severity={severity}>
      {label}
    </Badge>
  );
}

export function AlertStatusBadge({ status }: { status: AlertStatus }) {
  const { label, icon, tone } = ALERT_STATUS_LABELS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
