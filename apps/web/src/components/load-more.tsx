import type { PaginationStatus } from "convex/react";
import { Button } from "./ui/button";

type LoadMoreProps = { status: PaginationStatus; load: () => void; label?: string };

/** Asks for the next page of a list; nothing where there is none. It keeps the focus while the page is on its way. */
export function LoadMore({ status, load, label = "Show more" }: LoadMoreProps) {
  if (status === "Exhausted" || status === "LoadingFirstPage") {
    return null;
  }
  const isLoading = status === "LoadingMore";
  return (
    <Button
      variant="ghost"
      aria-disabled={isLoading}
      onClick={isLoading ? undefined : load}
      className="m-2 self-center"
    >
      {isLoading ? "Loading…" : label}
    </Button>
  );
}
