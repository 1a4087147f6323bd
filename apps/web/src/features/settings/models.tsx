"use client";

import { api } from "@voice-flow/backend/api";
import { AI_FEATURES } from "@voice-flow/domain/vocabulary/operations";
import { useQuery } from "convex/react";
import { useState } from "react";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useNow } from "@/lib/clock";
import { useStaffArgs } from "@/lib/session/query-args";
import { ChangeLog } from "./change-log";
import { ModelChoice } from "./model-choice";
import { ModelEditor } from "./model-editor";
import { ModelTable } from "./model-table";

/** Whether a price is in force changes by the day. */
const MINUTE_MS = 60_000;

/** Which model each feature uses, and what every model costs and can do. */
export function Models() {
  const models = useQuery(api.models.aiModels.list, useStaffArgs({}));
  const now = useNow(MINUTE_MS);
  const [isAdding, setAdding] = useState(false);
  if (models === undefined) {
    return (
      <Panel title="Models in use">
        <Waiting what="the models">
          <Skeleton className="m-4 h-96" />
        </Waiting>
      </Panel>
    );
  }
  return (
    <>
      <Panel title="Models in use" note="for every club without a model of its own">
        <div className="divide-y">
          {AI_FEATURES.map((feature) => (
            <ModelChoice key={feature} feature={feature} models={models} now={now} />
          ))}
        </div>
      </Panel>
      <Panel
        title="Known models"
        note="a model without a price is never called"
        actions={
          <Button size="sm" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            Add model
          </Button>
        }
      >
        {isAdding ? <ModelEditor model={undefined} now={now} close={() => setAdding(false)} /> : null}
        <ModelTable models={models} now={now} />
      </Panel>
      <ChangeLog kind="ai_model_chosen" title="Changes of models in use" />
      <ChangeLog kind="ai_model_changed" title="Changes of prices and abilities" />
    </>
  );
}
