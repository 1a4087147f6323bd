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
import { words } from "./words";

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
        notify.warning(words.emergency.started, { description: words.emergency.startedHint });
        close();
      },
    );
  };
  return (
    <ConfirmDialog
      title={words.emergency.startTitle}
      description={words.emergency.startHint}
      confirmLabel={words.emergency.start}
      busyLabel={words.emergency.starting}
      isDangerous
      isBusy={isBusy}
      problem={problem}
      confirm={confirm}
      close={close}
    >
      <Effects>
        {[
          effect === undefined ? (
            words.emergency.countingNotes
          ) : (
            <span key="flight" data-effect="in-flight">
              {inFlightInWords(effect)}
            </span>
          ),
          words.emergency.newNotes,
          words.emergency.answers,
          words.emergency.visible,
        ]}
      </Effects>
      <Label htmlFor={id} className="mt-4">
        {words.emergency.reason}
      </Label>
      <Input
        id={id}
        value={reason}
        maxLength={MAX_REASON}
        placeholder={words.emergency.reasonHint}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-problem` : undefined}
        onChange={({ target }) => setReason(target.value)}
        className="mt-1"
      />
      {isMissing ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-tone-danger">
          {words.emergency.reasonMissing}
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

function inFlightInWords({ inFlight, more }: { inFlight: number; more: boolean }): string {
  const then = words.emergency.whatFails;
  if (inFlight === 0) return words.emergency.noneInProgress;
  return inFlight === 1
    ? words.emergency.oneInProgress(then)
    : words.emergency.inProgress(formatCount(inFlight), more ? words.emergency.orMore : "", then);
}

export function EndDialog({ close }: { close: () => void }) {
  const end = useMutation(api.models.platformMessagingSettings.endEmergencyMode);
  const held = useLimits()?.held;
  const { isBusy, problem, run } = useAct();
  return (
    <ConfirmDialog
      title={words.emergency.endTitle}
      description={words.emergency.endHint}
      confirmLabel={words.emergency.end}
      busyLabel={words.emergency.ending}
      isBusy={isBusy}
      problem={problem}
      confirm={() =>
        void run(
          () => end({}),
          () => {
            notify.success(words.emergency.ended, { description: words.emergency.endedHint });
            close();
          },
        )
      }
      close={close}
    >
      <Effects>
        {[
          held === undefined
            ? words.emergency.countingMessages
            : words.emergency.messages(
                pluralise(held.count, words.emergency.messageWaits, words.emergency.messagesWait),
                held.more ? words.emergency.orMoreWaiting : "",
              ),
          words.emergency.failedNotes,
        ]}
      </Effects>
    </ConfirmDialog>
  );
}
