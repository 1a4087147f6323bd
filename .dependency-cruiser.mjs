/**
 * Which file may import which: see docs/architecture.md, "Rooms". Each list below is in order; what stands in it may import
 * what stands before it, and never what comes after.
 */

/** `packages/backend/convex/lib/<room>/` */
const BACKEND_ROOMS = [
  "foundation",
  "host",
  "ai",
  "pipeline",
  "conversation",
  "intake",
  "metrics",
  "alerts",
  "retry",
  "exports",
  "privacy",
];

/** On top of the rooms: what Convex calls, and the demonstration data. */
const BACKEND_TOP = "(actions|workers|models|seed)/|(http|crons)[.]ts$";

/** `apps/web/src/<layer>` */
const WEB_LAYERS = ["lib/", "features/vocabulary/", "components/", "features/(?!vocabulary/)", "app/"];

/** The packages that each may import. */
const PACKAGES = {
  "packages/domain": [],
  "packages/local-deployment": [],
  "packages/provider-simulator": ["packages/domain"],
  "packages/backend": ["packages/domain"],
  "packages/dev-stack": ["packages/local-deployment", "packages/provider-simulator"],
  "packages/eval": ["packages/domain", "packages/backend", "packages/provider-simulator"],
  "packages/lint-rules": [],
  "apps/web": ["packages/domain", "packages/backend"],
};

/** Left out: a test may import whatever it needs. */
const TESTS = "/(test|bench|scripts|fixtures)/|[.]test[.]tsx?$|(^|/)vitest[.]";

const CONVEX = "^packages/backend/convex/";
const WEB = "^apps/web/src/";

/** @returns one rule for each entry: it imports none of those that come after it. */
function inOrder(entries, { name, root, comment }) {
  return entries.slice(0, -1).map((entry, index) => ({
    name: `${name}-${entry.replace(/\W+/g, " ").trim().split(" ").at(-1)}`,
    severity: "error",
    comment,
    from: { path: `${root}(${entry})` },
    to: { path: `${root}(${entries.slice(index + 1).join("|")})` },
  }));
}

const packageRules = Object.entries(PACKAGES).map(([own, allowed]) => ({
  name: `package-${own.split("/").at(-1)}`,
  severity: "error",
  comment: "A package imports only the packages below it.",
  from: { path: `^${own}/` },
  to: { path: "^(apps|packages)/", pathNot: [own, ...allowed].map((path) => `^${path}/`) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle-of-files",
      severity: "error",
      comment: "Types count too: move what both files need into a third one.",
      from: { pathNot: "pipeline/(aliases|resolutions)[.]ts$" },
      to: { circular: true },
    },
    {
      name: "no-circle-of-folders",
      severity: "error",
      comment: "Two folders that need each other are one folder, or share a third.",
      scope: "folder",
      from: {
        path: "^(apps/web/src|packages/[^/]+/src|packages/backend/convex/(lib|seed))",
        // One list gathers the labelled notes, which are written with the helpers beside it.
        pathNot: "^packages/eval/",
      },
      to: { circular: true },
    },
    ...packageRules,
    ...inOrder(
      BACKEND_ROOMS.map((room) => `${room}/`),
      {
        name: "room",
        root: `${CONVEX}lib/`,
        comment: "A room that must tell a later one schedules an internal function or takes a parameter.",
      },
    ),
    {
      name: "room-knows-no-caller",
      severity: "error",
      comment: "Functions call rooms, never the other way round.",
      from: { path: `${CONVEX}(lib|tables)/` },
      to: { path: `${CONVEX}(${BACKEND_TOP})` },
    },
    ...inOrder(WEB_LAYERS, {
      name: "web",
      root: WEB,
      comment: "lib, vocabulary, components, features, pages: imports run downwards.",
    }),
    {
      name: "web-features-apart",
      severity: "error",
      comment: "What two features need lives in components/.",
      from: { path: `${WEB}features/([^/]+)/` },
      to: { path: `${WEB}features/`, pathNot: [`${WEB}features/$1/`, `${WEB}features/vocabulary/`] },
    },
    {
      name: "web-reads-the-backend-by-its-api",
      severity: "error",
      comment: "The browser's code knows the backend by its generated API and the shapes of its tables.",
      from: { path: WEB },
      to: { path: CONVEX, pathNot: `${CONVEX}(_generated|tables)/` },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      comment: "No I/O, no React, no Convex context in packages/domain.",
      from: { path: "^packages/domain/src/" },
      to: {
        path: "^(node:|fs|path|http)|/node_modules/(react|next|convex/dist/[^/]+/(server|react|browser))",
      },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "An import that leads nowhere.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(server-only|cloudflare:)" },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/_generated/"] },
    exclude: { path: [TESTS, "(^|/)([.]next|[.]turbo|test-results)/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.imports.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
    },
    skipAnalysisNotInRules: true,
  },
};
