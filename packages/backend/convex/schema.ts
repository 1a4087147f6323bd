import { defineSchema } from "convex/server";
import { aiTables } from "./tables/ai";
import { alertTables } from "./tables/alerts";
import { artifactTables } from "./tables/artifacts";
import { chainTables } from "./tables/chains";
import { clubTables } from "./tables/clubs";
import { conversationTables } from "./tables/conversation";
import { costTables } from "./tables/costs";
import { flagTables } from "./tables/flags";
import { identityTables } from "./tables/identity";
import { messagingTables } from "./tables/messaging";
import { metricsTables } from "./tables/metrics";
import { monitoringTables } from "./tables/monitoring";
import { noteTables } from "./tables/notes";
import { privacyTables } from "./tables/privacy";
import { retryTables } from "./tables/retries";
import { viewTables } from "./tables/views";

export default defineSchema({
  ...identityTables,
  ...clubTables,
  ...chainTables,
  ...messagingTables,
  ...conversationTables,
  ...artifactTables,
  ...noteTables,
  ...aiTables,
  ...flagTables,
  ...costTables,
  ...monitoringTables,
  ...retryTables,
  ...metricsTables,
  ...alertTables,
  ...privacyTables,
  ...viewTables,
});
