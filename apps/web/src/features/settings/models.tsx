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
import { words } from "./words";

/** Whether a price is in force changes by the day. */
const MINUTE_MS = 60_000;

/** Which model each feature uses, and what every model costs and can do. */
export function Models() {
  const models = useQuery(api.models.aiModels.list, useStaffArgs({}));
  const now = useNow(MINUTE_MS);
  const [isAdding, setAdding] = useState(false);
  if (models === undefined) {
    return (
      <Panel title={words.models.inUse}>
        <Waiting what={words.models.waiting}>
          <Skeleton className="m-4 h-96" />
        </Waiting>
      </Panel>
    );
  }
  return (
    <>
      <Panel title={words.models.inUse} note={words.models.inUseNote}>
        <div className="divide-y">
          {AI_FEATURES.map((feature) => (
            <ModelChoice key={feature} feature={feature} models={models} now={now} />
          ))}
        </div>
      </Panel>
      <Panel
        title={words.models.known}
        note={words.models.knownNote}
        actions={
          <Button size="sm" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {words.models.add}
          </Button>
        }
      >
        {isAdding ? <ModelEditor model={undefined} now={now} close={() => setAdding(false)} /> : null}
        <ModelTable models={models} now={now} />
      </Panel>
      <ChangeLog kind="ai_model_chosen" title={words.models.choices} />
      <ChangeLog kind="ai_model_changed" title={words.models.prices} />
    </>
  );
}
