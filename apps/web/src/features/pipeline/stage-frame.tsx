import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { XIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { words } from "./words";

type StageFrameProps = {
  stage: PipelineStage;
  close: Action;
  links: readonly { words: string; href: string | undefined }[];
  children: ReactNode;
};

/** What stands around the panels of a chosen stage: its name, what happens in it, and where else it is listed. */
export function StageFrame({ stage, close, links, children }: StageFrameProps) {
  const { label, sentence } = PIPELINE_STAGE_LABELS[stage];
  return (
    <section aria-label={words.panel.stage(label)} data-stage-panel={stage} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{label}</h2>
        <p className="text-muted-foreground">{sentence}</p>
        <div className="ml-auto flex flex-wrap items-center gap-3">
          {links.map(({ words, href }) =>
            href ? (
              <Link
                key={words}
                href={href}
                className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
              >
                {words}
              </Link>
            ) : null,
          )}
          <ActionButton action={{ ...close, icon: XIcon }} variant="ghost" size="icon-sm" iconOnly />
        </div>
      </div>
      {children}
    </section>
  );
}
