import { defineConfig } from "vitest/config";
import { unitTestOptions } from "../../vitest.shared";

export default defineConfig({ test: { include: ["src/**/*.test.ts"], ...unitTestOptions() } });
