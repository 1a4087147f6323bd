/** Whom a rule is checked for: the platform by every rule, one organisation by those whose facts it has. */
import { type AlertType, ruleDefinition } from "@voice-flow/domain/alerts/registry";
import type { Scope } from "../metrics/bucketRows";

export const appliesTo = (type: AlertType, organizationId: Scope): boolean =>
  organizationId === undefined || ruleDefinition(type).scope === "platform_and_clubs";
