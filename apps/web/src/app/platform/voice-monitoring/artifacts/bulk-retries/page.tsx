import type { Metadata } from "next";
import { BulkListPage } from "@/features/voice-monitoring/bulk-retry/bulk-list";

export const metadata: Metadata = { title: "Bulk retries" };

export default function BulkRetriesPage() {
  return <BulkListPage />;
}
