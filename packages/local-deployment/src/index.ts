export type { CallReport, LogLine, Usage } from "./engine/call-context.ts";
export { LocalDeployment } from "./engine/local-deployment.ts";
export type { Measurement } from "./engine/measurement.ts";
export {
  DEFAULT_ADMIN_KEY,
  DEFAULT_PORT,
  DEFAULT_SITE_PORT,
  type RunningDeployment,
  type StartOptions,
  startLocalDeployment,
} from "./server.ts";
