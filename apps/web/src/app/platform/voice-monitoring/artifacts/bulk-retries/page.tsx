import type { Metadata } from "next";
import { BulkListPage } from "@/features/artifacts/bulk-retry/bulk-list";

export const metadata: Metadata = { title: "Bulk retries" };

export default function BulkRetriesPage() {
  return <BulkListPage />;
}
