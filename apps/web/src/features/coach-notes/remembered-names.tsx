"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation, useQuery } from "convex/react";
import { XIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useSignedInArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { Problem } from "./problem";
import { NOT_SAVED, words } from "./words";

/** What the coach once meant by a name. Forgetting it makes the next note ask again. */
export function RememberedNames() {
  const remembered = useQuery(api.models.rememberedNames.listRemembered, useSignedInArgs({}));
  const forget = useMutation(api.models.rememberedNames.forgetRemembered);
  const { run, isBusy, problem } = useAct(NOT_SAVED);
  if (remembered === undefined || remembered.length === 0) return null;
  return (
    <details className="mt-8 rounded-xl border bg-surface px-4 py-3">
      <summary className="cursor-pointer text-sm font-semibold">
        {words.names.title(remembered.length)}
      </summary>
      <ul className="mt-2 divide-y">
        {remembered.map(({ _id, spokenText, playerName, organizationName }) => (
          <li key={_id} className="flex items-center gap-2 py-2 text-sm">
            <span className="min-w-0 flex-1 break-words">
              {words.names.is(spokenText, playerName)}
              {organizationName === undefined ? null : (
                <span className="block text-xs text-muted-foreground">{organizationName}</span>
              )}
            </span>
            <Button
              variant="ghost"
              aria-disabled={isBusy}
              aria-label={words.names.forgetName(spokenText)}
              onClick={() => void run(() => forget({ aliasId: _id }))}
            >
              <XIcon aria-hidden="true" />
              {words.names.forget}
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </details>
  );
}
