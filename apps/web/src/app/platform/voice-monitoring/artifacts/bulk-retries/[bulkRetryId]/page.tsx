import type { Metadata } from "next";
import { BulkPage } from "@/features/artifacts/bulk-retry/bulk-page";

type BulkRetryProps = PageProps<"/platform/voice-monitoring/artifacts/bulk-retries/[bulkRetryId]">;

export const metadata: Metadata = { title: "Bulk retry" };

export default async function BulkRetryPage({ params }: BulkRetryProps) {
  const { bulkRetryId } = await params;
  return <BulkPage bulkRetryId={decodeURIComponent(bulkRetryId)} />;
}
