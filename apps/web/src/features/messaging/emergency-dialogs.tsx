"use client";

import { api } from "@voice-flow/backend/api";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { useMutation, useQuery } from "convex/react";
import { useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { notify } from "@/lib/notify";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { ConfirmDialog, Effects } from "./confirm-dialog";
import { useLimits } from "./limit-meters";

const MAX_REASON = 300;

export function StartDialog({ close }: { close: () => void }) {
  const start = useMutation(api.models.platformMessagingSettings.startEmergencyMode);
  const effect = useQuery(api.models.platformMessagingSettings.getEmergencyEffect, useStaffArgs({}));
  const { isBusy, problem, run } = useAct();
  const id = useId();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const confirm = () => {
    setMissing(reason.trim() === "");
    if (reason.trim() === "") return;
    void run(
      () => start({ reason }),
      () => {
        notify.warning("Emergency mode is on.", { description: "No AI calls are made until it is ended." });
        close();
      },
    );
  };
  return (
    <ConfirmDialog
      title="Stop all AI calls?"
      description="For all clubs, at once, until somebody ends it."
      confirmLabel="Stop everything"
      busyLabel="Stopping…"
      isDangerous
      isBusy={isBusy}
      problem={problem}
      confirm={confirm}
      close={close}
    >
      <Effects>
        {[
          effect === undefined ? (
            "Counting the notes under way…"
          ) : (
            <span key="flight" data-effect="in-flight">
              {inFlightInWords(effect)}
            </span>
          ),
          "New notes are kept and wait. Their coaches are told once, and they are taken up by themselves when it ends.",
          "Answers of coaches, such as CONFIRM, go through: they need no AI.",
          "Everybody on the monitoring pages sees it, with your name and the reason.",
        ]}
      </Effects>
      <Label htmlFor={id} className="mt-4">
        Why
      </Label>
      <Input
        id={id}
        value={reason}
        maxLength={MAX_REASON}
        placeholder="What is wrong; no names of children"
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-problem` : undefined}
        onChange={({ target }) => setReason(target.value)}
        className="mt-1"
      />
      {isMissing ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-tone-danger">
          Say why: others will want to know.
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

function inFlightInWords({ inFlight, more }: { inFlight: number; more: boolean }): string {
  const then = "at the next AI call, with “Emergency mode” as the cause, and can be retried afterwards.";
  if (inFlight === 0) return "No note is being worked on now.";
  return inFlight === 1
    ? `1 note is being worked on: it fails ${then}`
    : `${formatCount(inFlight)}${more ? " or more" : ""} notes are being worked on: they fail ${then}`;
}

export function EndDialog({ close }: { close: () => void }) {
  const end = useMutation(api.models.platformMessagingSettings.endEmergencyMode);
  const held = useLimits()?.held;
  const { isBusy, problem, run } = useAct();
  return (
    <ConfirmDialog
      title="End emergency mode?"
      description="AI calls are made again at once."
      confirmLabel="End it"
      busyLabel="Ending…"
      isBusy={isBusy}
      problem={problem}
      confirm={() =>
        void run(
          () => end({}),
          () => {
            notify.success("Emergency mode has ended.", { description: "What waited is being taken up." });
            close();
          },
        )
      }
      close={close}
    >
      <Effects>
        {[
          held === undefined
            ? "Counting the messages that wait…"
            : `${pluralise(held.count, "message waits", "messages wait")}${held.more ? ", or more" : ""}: they are taken up now, in the order of their jobs.`,
          "Notes that were stopped stay failed: retry them from the artifacts by “Emergency mode”.",
        ]}
      </Effects>
    </ConfirmDialog>
  );
}
