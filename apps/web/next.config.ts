import path from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { readEnvironment } from "./src/lib/environment";

// Read once here so that a malformed variable stops `next dev`, `next build` and `next start` with a sentence,
// before the first request meets it.
const { environment, notes } = readEnvironment(process.env);
for (const note of notes) {
  console.warn(note);
}

const nextConfig: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  transpilePackages: ["@voice-flow/domain", "@voice-flow/backend"],
  turbopack: { root: path.join(path.dirname(fileURLToPath(import.meta.url)), "../..") },
  env: {
    NEXT_PUBLIC_CONVEX_URL: environment.convexUrl,
    NEXT_PUBLIC_CONVEX_SITE_URL: environment.convexSiteUrl,
  },
  experimental: { optimizePackageImports: ["radix-ui"] },
  typedRoutes: false,
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  // A build for tests and benchmarks leaves the types to `typecheck`.
  typescript: { ignoreBuildErrors: process.env.VOICE_FLOW_BUILD_UNTYPED === "1" },
};

export default nextConfig;
