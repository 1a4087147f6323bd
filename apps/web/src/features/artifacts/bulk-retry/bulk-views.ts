import type { api } from "@voice-flow/backend/api";
import type {
  BulkItemStatus,
  BulkRetryFilter,
  BulkRetryKind,
  BulkRetryStatus,
} from "@voice-flow/backend/convex/tables/retries";
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import { RETRY_KINDS } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import {
  BanIcon,
  CircleCheckIcon,
  CircleSlashIcon,
  CircleXIcon,
  HourglassIcon,
  LoaderCircleIcon,
  OctagonIcon,
  SearchIcon,
} from "lucide-react";
import type { Label } from "@/lib/tone";
import { words } from "./words";

export type { BulkItemStatus, BulkRetryFilter, BulkRetryKind };

export type BulkRetry = NonNullable<FunctionReturnType<typeof api.models.bulkRetry.getBulkRetry>>;
export type BulkPreview = FunctionReturnType<typeof api.models.bulkRetry.previewBulkRetry>;
export type BulkItem = FunctionReturnType<typeof api.models.bulkRetry.listBulkRetryItems>["page"][number];

export const BULK_STATUS_LABELS = {
  collecting: { label: words.status.collecting, icon: SearchIcon, tone: "info" },
  running: { label: words.status.running, icon: LoaderCircleIcon, tone: "info" },
  cancelling: { label: words.status.cancelling, icon: OctagonIcon, tone: "warning" },
  completed: { label: words.status.completed, icon: CircleCheckIcon, tone: "success" },
  cancelled: { label: words.status.cancelled, icon: CircleSlashIcon, tone: "neutral" },
  failed: { label: words.status.failed, icon: CircleXIcon, tone: "danger" },
} as const satisfies Record<BulkRetryStatus, Label>;

/** In the order in which they are shown. */
export const BULK_ITEM_LABELS = {
  succeeded: { label: words.itemStatus.succeeded, icon: CircleCheckIcon, tone: "success" },
  failed: { label: words.itemStatus.failed, icon: CircleXIcon, tone: "danger" },
  refused: { label: words.itemStatus.refused, icon: BanIcon, tone: "warning" },
  running: { label: words.itemStatus.running, icon: LoaderCircleIcon, tone: "info" },
  waiting: { label: words.itemStatus.waiting, icon: HourglassIcon, tone: "neutral" },
  cancelled: { label: words.itemStatus.cancelled, icon: CircleSlashIcon, tone: "neutral" },
} as const satisfies Record<BulkItemStatus, Label>;

const isItemStatus = (status: string): status is BulkItemStatus => Object.hasOwn(BULK_ITEM_LABELS, status);
export const BULK_ITEM_STATUSES = Object.keys(BULK_ITEM_LABELS).filter(isItemStatus);

export const BULK_KINDS = ["recommended", ...RETRY_KINDS] as const satisfies readonly BulkRetryKind[];
export const BULK_KIND_LABELS = {
  recommended: words.itemStatus.recommended,
  ...RETRY_LABELS,
} as const satisfies Record<BulkRetryKind, string>;

export const isOver = ({ status }: Pick<BulkRetry, "status">): boolean =>
  status === "completed" || status === "cancelled";
