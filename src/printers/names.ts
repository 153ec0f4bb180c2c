/** Ids that a language can write stay as they are; the others are given names made of letters, digits and `_`. */
export function renaming(
  ids: readonly string[],
  writable: (id: string) => boolean,
): { readonly nameOf: (id: string) => string; readonly renamed: ReadonlyMap<string, string> } {
  const taken = new Set(ids);
  const renamed = new Map<string, string>();
  for (const id of ids) {
    if (writable(id) || renamed.has(id)) continue;
    const stem = id.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'p';
    const candidates = [stem, `${stem}_`];
    for (let number = 2; candidates.every((name) => taken.has(name) || !writable(name)); number++)
      candidates.push(`${stem}_${number}`);
    const name = candidates.find((candidate) => !taken.has(candidate) && writable(candidate))!;
    taken.add(name);
    renamed.set(id, name);
  }
  return { nameOf: (id) => renamed.get(id) ?? id, renamed };
}
