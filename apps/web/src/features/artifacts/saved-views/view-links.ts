import { type ArtifactFilters, gridHref } from "@/lib/routes/artifact-filters";
import { words } from "./words";

/** What stands in a URL after its path, without "?". */
const searchOf = (href: string): string => href.split("?")[1] ?? "";

/** The filters as a view keeps them. */
export const searchOfFilters = (filters: ArtifactFilters): string => searchOf(gridHref(filters));

/** A view as a link: whoever opens it sees the same filters and columns. */
export function viewHref(search: string, columns: readonly string[]): string {
  const parameters = new URLSearchParams(search);
  if (columns.length > 0) {
    parameters.set("columns", columns.join(","));
  }
  const query = parameters.toString();
  return `${gridHref({})}${query === "" ? "" : `?${query}`}`;
}

/** Views that everybody has. */
export const BUILT_IN_VIEWS = [
  { name: words.builtIn.unresolved, search: searchOf(gridHref({ handled: "no" })) },
  { name: words.builtIn.waiting, search: searchOf(gridHref({ status: ["awaiting_coach"] })) },
  { name: words.builtIn.everything, search: "" },
] as const satisfies readonly { name: string; search: string }[];

/** Whether two searches ask for the same, in whatever order. */
export function isSameSearch(left: string, right: string): boolean {
  const sorted = (search: string) =>
    [...new URLSearchParams(search)].map((pair) => pair.join("=")).toSorted();
  return sorted(left).join("&") === sorted(right).join("&");
}
