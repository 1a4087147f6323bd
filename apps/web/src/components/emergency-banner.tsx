"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { OctagonXIcon } from "lucide-react";
import Link from "next/link";
import { cn } from "@/lib/cn";
import { useStaffArgs } from "@/lib/session/query-args";
import { TONE_CLASSES } from "@/lib/tone";
import { RelativeTime } from "./relative-time";

export const useEmergency = () =>
  useQuery(api.models.platformMessagingSettings.getEmergencyMode, useStaffArgs({}));

/** On every page while emergency mode is on: why nothing moves, since when, and by whom. */
export function EmergencyBanner() {
  const emergency = useEmergency();
  if (!emergency?.emergencyMode || emergency.last === null) {
    return null;
  }
  const { reason, byName, at } = emergency.last;
  return (
    <div role="status" className={cn("border-b", TONE_CLASSES.danger.badge)}>
      <div className="mx-auto flex w-full max-w-[100rem] items-start gap-2.5 px-4 py-2 text-13">
        <OctagonXIcon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <p className="min-w-0 text-pretty wrap-anywhere">
          <span className="font-semibold">Emergency mode is on.</span> AI calls are stopped and new notes
          wait. {byName} switched it on <RelativeTime at={at} />: “{reason}”{" "}
          <Link href="/platform/messaging" className="underline underline-offset-4">
            Messaging
          </Link>
        </p>
      </div>
    </div>
  );
}
