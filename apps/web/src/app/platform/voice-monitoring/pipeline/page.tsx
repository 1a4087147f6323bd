import type { Metadata } from "next";
import { Suspense } from "react";
import { PipelinePage } from "@/features/pipeline/pipeline-page";

export const metadata: Metadata = { title: "Pipeline" };

export default function PipelineRoute() {
  return (
    // The stage is read from the URL, which is not known when the page is built.
    <Suspense>
      <PipelinePage />
    </Suspense>
  );
}
