import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

/** Items live under keys; a subscription to one key must not run again when another key changes. */
export default defineSchema({
  items: defineTable({ key: v.string(), value: v.number(), note: v.optional(v.string()) }).index(
    "by_key_and_value",
    ["key", "value"],
  ),
});
