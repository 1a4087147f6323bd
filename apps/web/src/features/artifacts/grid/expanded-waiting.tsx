import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { words } from "./words";

export const ExpandedWaiting = () => (
  <Waiting what={words.expanded.waiting}>
    <div className="space-y-2 p-4">
      <Skeleton className="h-6 w-64" />
      <Skeleton className="h-40" />
    </div>
  </Waiting>
);
