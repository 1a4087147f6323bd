"use client";

import { OctagonXIcon, PlayIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useEmergency } from "./emergency-banner";

const StartDialog = dynamic(() => import("./emergency-dialogs").then((module) => module.StartDialog));
const EndDialog = dynamic(() => import("./emergency-dialogs").then((module) => module.EndDialog));

/** Stops everything, or lets it go on: each asked for in a dialog that says what follows. */
export function EmergencySwitch() {
  const emergency = useEmergency();
  const [asks, setAsks] = useState(false);
  if (emergency === undefined) {
    return null;
  }
  const close = () => setAsks(false);
  return (
    <>
      {emergency.emergencyMode ? (
        <Button variant="primary" onClick={() => setAsks(true)}>
          <PlayIcon aria-hidden="true" />
          End emergency mode…
        </Button>
      ) : (
        <Button variant="danger" onClick={() => setAsks(true)}>
          <OctagonXIcon aria-hidden="true" />
          Emergency mode…
        </Button>
      )}
      {asks ? emergency.emergencyMode ? <EndDialog close={close} /> : <StartDialog close={close} /> : null}
    </>
  );
}
