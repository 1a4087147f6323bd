"use client";

import { OctagonXIcon, PlayIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useEmergency } from "@/components/emergency-banner";
import { Button } from "@/components/ui/button";
import { words } from "./words";

const StartDialog = dynamic(() => import("./emergency-dialogs").then((module) => module.StartDialog));
const EndDialog = dynamic(() => import("./emergency-dialogs").then((module) => module.EndDialog));

/** Stops everything, or lets it go on: each asked for in a dialog that says what follows. */
export function EmergencySwitch() {
  const emergency = useEmergency();
  // What was asked stays asked: should somebody else switch meanwhile, "stop" must not turn into "end" under the hand.
  const [asked, setAsked] = useState<"start" | "end">();
  if (emergency === undefined) {
    return null;
  }
  const close = () => setAsked(undefined);
  return (
    <>
      {emergency.emergencyMode ? (
        <Button variant="primary" onClick={() => setAsked("end")}>
          <PlayIcon aria-hidden="true" />
          {words.emergency.endButton}
        </Button>
      ) : (
        <Button variant="danger" onClick={() => setAsked("start")}>
          <OctagonXIcon aria-hidden="true" />
          {words.emergency.startButton}
        </Button>
      )}
      {asked === "start" ? <StartDialog close={close} /> : null}
      {asked === "end" ? <EndDialog close={close} /> : null}
    </>
  );
}
