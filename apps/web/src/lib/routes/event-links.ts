import type {
  ArtifactStage,
  ArtifactStatus,
  PipelineEventType,
  PipelineStage,
} from "@voice-flow/domain/vocabulary/pipeline";
import { gridHref } from "./artifact-filters";
import { MONITORING_PAGES, MONITORING_ROOT } from "./monitoring-pages";

export type EventFilterLink = {
  types?: readonly PipelineEventType[];
  stage?: PipelineStage;
  /** Id of the organisation. */
  club?: string;
  /** Failures alone. */
  errors?: boolean;
  /** ms; inclusive and exclusive. */
  from?: number;
  to?: number;
};

const EVENTS = `${MONITORING_ROOT}/events`;

/** The event log with these filters; undefined as long as there is no such page. */
export function eventsHref(filters: EventFilterLink): string | undefined {
  if (!MONITORING_PAGES.some(({ href }) => href === EVENTS)) {
    return undefined;
  }
  const { types, stage, club, errors, from, to } = filters;
  const query = new URLSearchParams({
    ...(types && { types: types.join(",") }),
    ...(stage && { stage }),
    ...(club && { club }),
    ...(errors && { errors: "true" }),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
  });
  return `${EVENTS}?${query}`;
}

export type ArtifactFilterLink = {
  status?: readonly ArtifactStatus[];
  stage?: ArtifactStage;
  /** Id of the organisation. */
  club?: string;
  /** Fingerprint of a failure. */
  cause?: string;
  /** "no" leaves out resolved failures. */
  handled?: "no";
  /** When the notes were received, ms; inclusive and exclusive. */
  from?: number;
  to?: number;
};

/** The grid of artifacts with these filters. */
export const artifactsHref = ({ status, from, to, ...filters }: ArtifactFilterLink): string =>
  gridHref({
    ...filters,
    ...(status && { status: [...status] }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(to) }),
  });

/** A monitoring page, should it exist. */
export const pageHref = (path: string): string | undefined =>
  MONITORING_PAGES.find(({ href }) => href === `${MONITORING_ROOT}/${path}`)?.href;
