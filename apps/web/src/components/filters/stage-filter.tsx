import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { Action } from "@/components/actions/action-registry";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { FilterSelect } from "./filter-select";

type StageFilterProps<Stage extends PipelineStage> = {
  /** The stages to choose from. */
  stages: readonly Stage[];
  value: Stage | null;
  onChange: (stage: Stage | null) => void;
};

export function StageFilter<Stage extends PipelineStage>({ stages, ...props }: StageFilterProps<Stage>) {
  const options = stages.map((stage) => ({ value: stage, label: PIPELINE_STAGE_LABELS[stage].label }));
  return <FilterSelect name="Stage" all="All stages" options={options} {...props} />;
}

/** Number keys filter for a stage; the key of the one that is filtered for takes that back. */
export const stageFilterActions = <Stage extends PipelineStage>({
  stages,
  value,
  onChange,
}: StageFilterProps<Stage>): Action[] =>
  stages.map((stage, index) => ({
    id: `stage:${stage}`,
    label: `Only ${PIPELINE_STAGE_LABELS[stage].label.toLowerCase()}`,
    group: "View",
    icon: PIPELINE_STAGE_LABELS[stage].icon,
    keys: String(index + 1),
    run: () => onChange(value === stage ? null : stage),
  }));
