/** What staff typed into a saved view, where an erasure looks for a name. */
import type { Doc } from "../../_generated/dataModel";

/** What stands in a URL, as it was typed. */
export const typedInto = (search: string): string =>
  [...new URLSearchParams(search)].map(([, value]) => value).join(" ");

export const viewText = ({ name, search }: Pick<Doc<"savedViews">, "name" | "search">): string =>
  `${name} ${typedInto(search)}`;
