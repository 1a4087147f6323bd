import type { KnipConfig } from "knip";

/**
 * Unused files, exports and dependencies, found by `pnpm lint`. In the vocabulary and in the rooms of the backend an export
 * that only its own file uses is left alone: a list and its validator are one definition, wherever the list is needed next.
 */
const config: KnipConfig = {
  exclude: ["types", "nsExports", "nsTypes", "enumMembers"],
  treatConfigHintsAsErrors: true,
  workspaces: {
    ".": {
      entry: ["scripts/*.ts"],
      project: ["scripts/**"],
    },
    "apps/web": {
      entry: ["bench/*.ts", "scripts/*.ts"],
      project: ["{src,test,bench,scripts}/**/*.{ts,tsx,css}"],
      // Fonts are read by their paths; Next brings `server-only`.
      ignoreDependencies: ["@fontsource-variable/.+", "server-only"],
    },
    "packages/backend": {
      // Convex finds its functions by their files.
      entry: [
        "convex/{actions,workers,models}/**/*.ts",
        "convex/*.ts",
        "convex/betterAuth/*.ts",
        "bench/**/*.ts",
      ],
      project: ["{convex,test,bench}/**/*.ts", "!convex/_generated/**"],
      ignoreExportsUsedInFile: true,
    },
    "packages/domain": { project: ["src/**/*.ts"], includeEntryExports: true, ignoreExportsUsedInFile: true },
    "packages/dev-stack": {
      project: ["{src,bench}/**/*.ts"],
      entry: ["bench/*.ts"],
      includeEntryExports: true,
      // Started by its path.
      ignoreDependencies: ["@voice-flow/local-deployment"],
    },
    "packages/local-deployment": {
      entry: ["bench/*.ts", "test/**/{convex,functions}/**/*.ts"],
      project: ["{src,bench,test}/**/*.ts"],
      // Loaded by its path, as the deployment's engine.
      ignoreDependencies: ["convex-test"],
    },
    "packages/provider-simulator": { entry: ["src/page/main.ts"], project: ["src/**/*.ts"] },
    "packages/eval": { project: ["{src,notes}/**/*.ts"], ignoreExportsUsedInFile: true },
    "packages/lint-rules": { project: ["src/**/*.ts"] },
  },
  // Gathered with `import *` into the one catalogue of replies.
  ignoreIssues: {
    "packages/domain/src/messages/*.ts": ["exports"],
    "packages/domain/src/{ai-models,claims,hearing}/*.ts": ["exports"],
    "packages/eval/**": ["files", "exports", "dependencies", "devDependencies", "duplicates"],
  },
  ignoreBinaries: ["apt-get"],
};

export default config;
