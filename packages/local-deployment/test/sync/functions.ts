/** References to the functions of `project/convex/items.ts`, which the deployment in memory answers to as well. */
import { makeFunctionReference, type PaginationOptions, type PaginationResult } from "convex/server";

export interface Row {
  id: string;
  key: string;
  value: number;
}
type Key = { key: string };
type PageArgs = Key & { paginationOpts: PaginationOptions };

export const items = {
  list: makeFunctionReference<"query", Key, Row[]>("items:list"),
  sum: makeFunctionReference<"query", Key, number>("items:sum"),
  page: makeFunctionReference<"query", PageArgs, PaginationResult<Row>>("items:page"),
  whoAmI: makeFunctionReference<"query", Record<string, never>, string | null>("items:whoAmI"),
  long: makeFunctionReference<"query", Key & { characters: number }, string>("items:long"),
  insert: makeFunctionReference<"mutation", Key & { value: number }, string>("items:insert"),
  add: makeFunctionReference<"mutation", Key & { amount: number }, number>("items:add"),
  transfer: makeFunctionReference<"mutation", { from: string; to: string; amount: number }, null>(
    "items:transfer",
  ),
  removeFirst: makeFunctionReference<"mutation", Key, boolean>("items:removeFirst"),
  nothing: makeFunctionReference<"mutation", Record<string, never>, null>("items:nothing"),
  refuse: makeFunctionReference<"mutation", Key, null>("items:refuse"),
  hidden: makeFunctionReference<"mutation", Record<string, never>, null>("items:hidden"),
  addEach: makeFunctionReference<"action", Key & { amounts: number[] }, number>("items:addEach"),
};
