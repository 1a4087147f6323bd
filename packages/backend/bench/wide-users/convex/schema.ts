import { defineSchema } from "convex/server";
import { identityTables } from "../../../convex/tables/identity";

export default defineSchema(identityTables);
