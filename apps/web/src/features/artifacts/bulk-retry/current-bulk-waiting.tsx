import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";

export const CurrentBulkWaiting = () => (
  <Waiting what="the bulk retry">
    <Skeleton className="m-4 h-16" />
  </Waiting>
);
