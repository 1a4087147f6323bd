import type { Metadata } from "next";
import { Suspense } from "react";
import { MetricsPage } from "@/features/metrics/metrics-page";

export const metadata: Metadata = { title: "Metrics" };

export default function MetricsRoute() {
  return (
    // The range is read from the URL, which is not known when the page is built.
    <Suspense>
      <MetricsPage />
    </Suspense>
  );
}
