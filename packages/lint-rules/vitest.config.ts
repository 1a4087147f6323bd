import { defineConfig } from "vitest/config";
import { sharedTestOptions } from "../../vitest.shared";

export default defineConfig({ test: { include: ["src/**/*.test.ts"], ...sharedTestOptions("unit") } });
