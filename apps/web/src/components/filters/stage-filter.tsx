import { PIPELINE_STAGES, type PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { Action } from "@/components/actions/action-registry";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { FilterSelect } from "./filter-select";

const STAGE_OPTIONS = PIPELINE_STAGES.map((stage) => ({
  value: stage,
  label: PIPELINE_STAGE_LABELS[stage].label,
}));

type StageFilterProps = { value: PipelineStage | null; onChange: (stage: PipelineStage | null) => void };

export const StageFilter = (props: StageFilterProps) => (
  <FilterSelect name="Stage" all="All stages" options={STAGE_OPTIONS} {...props} />
);

/** 1 to 6 filter for a stage; the key of the one that is filtered for takes that back. */
export const stageFilterActions = ({ value, onChange }: StageFilterProps): Action[] =>
  PIPELINE_STAGES.map((stage, index) => ({
    id: `stage:${stage}`,
    label: `Only ${PIPELINE_STAGE_LABELS[stage].label.toLowerCase()}`,
    group: "View",
    icon: PIPELINE_STAGE_LABELS[stage].icon,
    keys: String(index + 1),
    run: () => onChange(value === stage ? null : stage),
  }));
