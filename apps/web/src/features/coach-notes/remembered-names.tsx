"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation, useQuery } from "convex/react";
import { XIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useSignedInArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { NOT_SAVED } from "./messages";
import { Problem } from "./problem";

/** What the coach once meant by a name. Forgetting it makes the next note ask again. */
export function RememberedNames() {
  const remembered = useQuery(api.models.rememberedNames.listRemembered, useSignedInArgs({}));
  const forget = useMutation(api.models.rememberedNames.forgetRemembered);
  const { run, isBusy, problem } = useAct(NOT_SAVED);
  if (remembered === undefined || remembered.length === 0) return null;
  return (
    <details className="mt-8 rounded-xl border bg-surface px-4 py-3">
      <summary className="cursor-pointer text-sm font-semibold">
        Names I remember ({remembered.length})
      </summary>
      <ul className="mt-2 divide-y">
        {remembered.map(({ _id, spokenText, playerName, organizationName }) => (
          <li key={_id} className="flex items-center gap-2 py-2 text-sm">
            <span className="min-w-0 flex-1 break-words">
              “{spokenText}” is {playerName}
              {organizationName === undefined ? null : (
                <span className="block text-xs text-muted-foreground">{organizationName}</span>
              )}
            </span>
            <Button
              variant="ghost"
              aria-disabled={isBusy}
              aria-label={`Forget “${spokenText}”`}
              onClick={() => void run(() => forget({ aliasId: _id }))}
            >
              <XIcon aria-hidden="true" />
              Forget
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </details>
  );
}
