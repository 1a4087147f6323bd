/** A number in [0, 1) that depends on nothing but the parts: the same parts give the same number, in any order of calls. */
export function seededFraction(...parts: readonly (string | number)[]): number {
  // FNV-1a over the text, then the finaliser of MurmurHash3 so that neighbouring inputs are far apart.
  let hash = 0x811c9dc5;
  for (const character of parts.join("\u0000")) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 0x1_0000_0000;
}
