import type { Metadata } from "next";
import { Suspense } from "react";
import { ModelQualityPage } from "@/features/metrics/model-quality-page";

export const metadata: Metadata = { title: "Quality" };

export default function QualityRoute() {
  return (
    // The range is read from the URL, which is not known when the page is built.
    <Suspense>
      <ModelQualityPage />
    </Suspense>
  );
}
