/**
 * FNV-1a, twice with different offsets, as 16 hexadecimal digits: a stable name for a text, in any runtime and without
 * I/O. Not cryptographic: never use it where somebody could want a collision.
 */
export function stableHash(text: string): string {
  return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0x01000193);
}

function fnv1a(text: string, offset: number): string {
  let hash = offset;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
