import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { words } from "./words";

export const CurrentBulkWaiting = () => (
  <Waiting what={words.current.waiting}>
    <Skeleton className="m-4 h-16" />
  </Waiting>
);
