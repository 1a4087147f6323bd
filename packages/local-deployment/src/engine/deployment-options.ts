import type { LogLine } from "./call-context.ts";

export interface LocalDeploymentOptions {
  /** Folder with the project's `package.json`. */
  projectDir: string;
  /** Folder of the Convex functions. */
  convexDir: string;
  adminKey: string;
  /** Address of the API as clients reach it; asked when it is needed, as a free port is known late. */
  origin: () => string;
  watch: boolean;
  crons: boolean;
  /** False for code generation: the functions cannot be loaded before their generated code is there. */
  loadFunctions: boolean;
  enforceLimits: boolean;
  onLog: (line: LogLine) => void;
  /** Told in one sentence what a reload did. */
  onNotice: (message: string) => void;
}
