import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { reply } from "./http/messages";
import { answering, type Route, route } from "./http/router";

const folder = new URL("./page/", import.meta.url);

const HEADERS = {
  "cache-control": "no-cache",
  "content-security-policy":
    "default-src 'self'; media-src 'self' blob:; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

/** Bundles the page's script when it is first asked for: tests that never open the page do not pay for it. */
function bundleScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("main.ts", folder))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** The page and what it loads. */
export function pageRoutes(): Route[] {
  let script: string | undefined;
  const file = (path: string, name: string, contentType: string) =>
    route(
      "GET",
      path,
      answering(() => reply(200, contentType, readFileSync(new URL(name, folder)), HEADERS)),
    );
  return [
    file("/", "index.html", "text/html; charset=utf-8"),
    file("/styles.css", "styles.css", "text/css; charset=utf-8"),
    file("/icon.svg", "icon.svg", "image/svg+xml"),
    route(
      "GET",
      "/app.js",
      answering(() => {
        script ??= bundleScript();
        return reply(200, "text/javascript; charset=utf-8", script, HEADERS);
      }),
    ),
  ];
}
