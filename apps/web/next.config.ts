import path from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { readEnvironment } from "./src/lib/environment";
import { API_POLICY, fixedHeaders } from "./src/lib/security-headers";

// Read here as well, so that a malformed variable stops the server with a sentence before the first request.
// A build needs neither address.
function checkEnvironment(phase: string): void {
  if (phase === PHASE_PRODUCTION_BUILD) return;
  for (const note of readEnvironment(process.env).notes) console.warn(note);
}

const nextConfig: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  transpilePackages: ["@voice-flow/domain", "@voice-flow/backend"],
  turbopack: { root: path.join(path.dirname(fileURLToPath(import.meta.url)), "../..") },
  experimental: { optimizePackageImports: ["radix-ui"] },
  typedRoutes: false,
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  headers: async () => [
    { source: "/:path*", headers: fixedHeaders(process.env.NODE_ENV === "production") },
    { source: "/api/:path*", headers: [{ key: "Content-Security-Policy", value: API_POLICY }] },
  ],
  // A build for tests and benchmarks leaves the types to `typecheck`.
  typescript: { ignoreBuildErrors: process.env.VOICE_FLOW_BUILD_UNTYPED === "1" },
};

export default function config(phase: string): NextConfig {
  checkEnvironment(phase);
  return nextConfig;
}
