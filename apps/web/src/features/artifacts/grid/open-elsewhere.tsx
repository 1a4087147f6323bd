import { XIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ExpandedArtifact } from "./expanded-artifact";

/** A note that a link opens while its row is further down than what is loaded, or does not pass the filters. */
export function OpenElsewhere({ artifactId, close }: { artifactId: string; close: () => void }) {
  return (
    <div className="max-h-[60%] shrink-0 overflow-y-auto border-b-2">
      <div className="flex items-center gap-2 px-4 py-1.5 text-xs">
        <span className="font-mono">{artifactId.slice(0, 8)}</span>
        <span className="text-muted-foreground">is not among the notes that are loaded below.</span>
        <Button variant="ghost" size="icon-sm" onClick={close} aria-label="Close" className="ml-auto">
          <XIcon aria-hidden="true" />
        </Button>
      </div>
      <ExpandedArtifact artifactId={artifactId} />
    </div>
  );
}
