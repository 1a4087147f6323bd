/** Reads numbers and tags from a file of unknown origin: what lies outside of it reads as nothing, never as an error. */

export const tagAt = (bytes: Uint8Array, offset: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

export const startsWith = (bytes: Uint8Array, tag: string, offset = 0): boolean =>
  tagAt(bytes, offset, tag.length) === tag;

/** Unsigned, big-endian, up to six bytes; 0 where the file ends before. */
export function uintBe(bytes: Uint8Array, offset: number, length: number): number {
  if (offset < 0 || offset + length > bytes.length) return 0;
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[offset + index] ?? 0);
  return value;
}

/** Unsigned, little-endian, up to six bytes; 0 where the file ends before. */
export function uintLe(bytes: Uint8Array, offset: number, length: number): number {
  if (offset < 0 || offset + length > bytes.length) return 0;
  let value = 0;
  for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (bytes[offset + index] ?? 0);
  return value;
}

/** A length in seconds that can be one: positive and finite. */
export const secondsOrUndefined = (seconds: number): number | undefined =>
  Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
