"use client";

import { api } from "@voice-flow/backend/api";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { DownloadIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { useStaffArgs } from "@/lib/session/query-args";

export type ExportMenuProps = {
  subject: Export["request"]["subject"];
  isFiltered: boolean;
  /** Asks for a file of what the filters show. */
  start: (format: Export["format"]) => Promise<unknown>;
};

type Export = FunctionReturnType<typeof api.models.voicePipelineExport.listExports>[number];
type Subject = Export["request"]["subject"];
type Format = Export["format"];

/** Rows of the list of files. */
const LISTED = 5;

const WORDS = {
  events: { one: "event", many: "events" },
  artifacts: { one: "note", many: "notes" },
} as const satisfies Record<Subject, { one: string; many: string }>;

/** What can be written into a file, and the files that were written. */
export function ExportChoices(props: ExportMenuProps) {
  return (
    <>
      <ExportForm {...props} />
      <ExportList subject={props.subject} />
    </>
  );
}

function ExportForm({ subject, isFiltered, start }: ExportMenuProps) {
  const ask = async (format: Format) => {
    try {
      await start(format);
    } catch (error) {
      notify.error("Couldn't start the export.", { description: readFailure(error).message });
    }
  };
  const { many } = WORDS[subject];
  return (
    <>
      <p className="text-xs text-pretty text-muted-foreground">
        {isFiltered ? `The ${many} that match the filters` : `All ${many}`}, newest first, at most 100,000. It
        leaves out people's names and the words of notes.
      </p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" onClick={() => void ask("csv")}>
          Export CSV
        </Button>
        <Button size="sm" onClick={() => void ask("json")}>
          Export JSON
        </Button>
      </div>
    </>
  );
}

function ExportList({ subject }: { subject: Subject }) {
  const exports = useQuery(api.models.voicePipelineExport.listExports, useStaffArgs({ subject }));
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

function stateOf({ status, rows, truncated, request: { subject } }: Export): string {
  switch (status) {
    case "running":
      return `${formatCount(rows)} written`;
    case "completed":
      return truncated ? `the newest ${formatCount(rows)}` : pluralise(rows, WORDS[subject].one);
    case "failed":
      return "Failed";
    case "cancelled":
      return "Stopped";
  }
}

function ExportAct({ each: { exportId, format, request, status, url } }: { each: Export }) {
  const cancelExport = useMutation(api.models.voicePipelineExport.cancelExport);
  if (status === "running") {
    const stop = async () => {
      try {
        await cancelExport({ exportId });
      } catch (error) {
        notify.error("Couldn't stop the export.", { description: readFailure(error).message });
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
      <a href={url} download={`${WORDS[request.subject].many}.${format}`} target="_blank" rel="noreferrer">
        <DownloadIcon aria-hidden="true" />
        Download
      </a>
    </Button>
  );
}
