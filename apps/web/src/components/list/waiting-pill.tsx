import { pluralise } from "@voice-flow/domain/format/number";
import { ArrowUpIcon } from "lucide-react";
import { Button } from "@/components/ui/button";

/** How many rows are held back, over the head of a list; read out as one count. Nothing while none are. */
export function WaitingPill({ count, what, show }: { count: number; what: string; show: () => void }) {
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? `${pluralise(count, `new ${what}`)} waiting` : ""}
      </p>
      {count > 0 ? (
        <Button
          variant="primary"
          size="sm"
          onClick={show}
          className="absolute top-10 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-md"
        >
          <ArrowUpIcon aria-hidden="true" />
          {count} new
        </Button>
      ) : null}
    </>
  );
}
