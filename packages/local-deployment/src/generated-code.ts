/** Keeps generated code safe from a generation that fails half way, after it has emptied the types of the functions. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Contents by path. */
export type GeneratedFiles = ReadonlyMap<string, string>;

async function generatedFiles(dir: string, isGenerated: boolean): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules") {
      found.push(...(await generatedFiles(path, isGenerated || entry.name === "_generated")));
    } else if (isGenerated) {
      found.push(path);
    }
  }
  return found;
}

/** Every file in a `_generated` folder below the folder of the functions. */
export async function saveGeneratedCode(convexDir: string): Promise<GeneratedFiles> {
  const files = await generatedFiles(convexDir, false);
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const)));
}

export async function restoreGeneratedCode(files: GeneratedFiles): Promise<void> {
  for (const [file, text] of files) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
