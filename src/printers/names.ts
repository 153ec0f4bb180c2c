/** Ids that a language can write stay as they are; the others are given names made of letters, digits and `_`. */
export function renaming(
  ids: readonly string[],
  writable: (id: string) => boolean,
): { readonly nameOf: (id: string) => string; readonly renamed: ReadonlyMap<string, string> } {
  const taken = new Set(ids);
  const renamed = new Map<string, string>();
  const numbers = new Map<string, number>();
  for (const id of ids) {
    if (writable(id) || renamed.has(id)) continue;
    const stem = id.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'p';
    let number = numbers.get(stem) ?? 0;
    let name = stem;
    while (taken.has(name) || !writable(name)) {
      number += 1;
      name = number === 1 ? `${stem}_` : `${stem}_${number}`;
    }
    numbers.set(stem, number);
    taken.add(name);
    renamed.set(id, name);
  }
  return { nameOf: (id) => renamed.get(id) ?? id, renamed };
}
