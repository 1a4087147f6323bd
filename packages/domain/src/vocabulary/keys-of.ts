/** The keys of a vocabulary, in the order in which it is written. */
export function keysOf<Key extends string>(vocabulary: Readonly<Record<Key, unknown>>): readonly Key[] {
  const isKey = (key: string): key is Key => Object.hasOwn(vocabulary, key);
  return Object.keys(vocabulary).filter(isKey);
}
