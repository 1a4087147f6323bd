"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { DownloadIcon } from "lucide-react";
import { PanelBoundary } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { formatCount, pluralise } from "@/lib/format-number";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { FilterButton } from "../filters/filter-button";
import type { EventQuery } from "./event-filters";

type Export = FunctionReturnType<typeof api.models.voicePipelineExport.listExports>[number];

/** Rows of the list of files. */
const LISTED = 5;

/** Writes what the filters show into a file, and lists the files that were written. */
export function EventExport({ query, isFiltered }: { query: EventQuery; isFiltered: boolean }) {
  return (
    <FilterButton name="Export" chosen={undefined} className="right-0 left-auto w-80">
      {() => (
        <PanelBoundary title="Exports">
          <ExportForm query={query} isFiltered={isFiltered} />
          <ExportList />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}

function ExportForm({ query, isFiltered }: { query: EventQuery; isFiltered: boolean }) {
  const startExport = useMutation(api.models.voicePipelineExport.startExport);
  const start = async (format: "csv" | "json") => {
    try {
      await startExport({ format, filters: query });
    } catch (error) {
      notify.error("The export was not started.", { description: readFailure(error).message });
    }
  };
  return (
    <>
      <p className="text-xs text-pretty text-muted-foreground">
        {isFiltered ? "The events that pass the filters" : "All events"}, newest first, at most 100,000. Names
        and words of notes are not in it.
      </p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" onClick={() => void start("csv")}>
          Export CSV
        </Button>
        <Button size="sm" onClick={() => void start("json")}>
          Export JSON
        </Button>
      </div>
    </>
  );
}

function ExportList() {
  const exports = useQuery(api.models.voicePipelineExport.listExports, useStaffArgs({}));
  if (exports === undefined || exports.length === 0) {
    return null;
  }
  return (
    <ul aria-label="Your exports" className="mt-3 space-y-2 border-t pt-3">
      {exports.slice(0, LISTED).map((each) => (
        <li key={each.exportId} className="flex min-h-7 items-center gap-2 text-xs">
          <span className="font-medium uppercase">{each.format}</span>
          <span className="min-w-0 flex-1 truncate text-muted-foreground">
            {stateOf(each)} · <RelativeTime at={each.createdAt} />
          </span>
          <ExportAct each={each} />
        </li>
      ))}
    </ul>
  );
}

function stateOf({ status, rows, truncated }: Export): string {
  switch (status) {
    case "running":
      return `${formatCount(rows)} written`;
    case "completed":
      return truncated ? `the newest ${formatCount(rows)}` : pluralise(rows, "event");
    case "failed":
      return "Failed";
    case "cancelled":
      return "Stopped";
  }
}

function ExportAct({ each: { exportId, format, status, url } }: { each: Export }) {
  const cancelExport = useMutation(api.models.voicePipelineExport.cancelExport);
  if (status === "running") {
    const stop = async () => {
      try {
        await cancelExport({ exportId });
      } catch (error) {
        notify.error("The export was not stopped.", { description: readFailure(error).message });
      }
    };
    return (
      <Button size="sm" onClick={() => void stop()}>
        Stop
      </Button>
    );
  }
  if (url === null) {
    return null;
  }
  return (
    <Button asChild size="sm">
      <a href={url} download={`events.${format}`} target="_blank" rel="noreferrer">
        <DownloadIcon aria-hidden="true" />
        Download
      </a>
    </Button>
  );
}
