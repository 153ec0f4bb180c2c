import { isDeepStrictEqual } from 'node:util';
import { type DrawnModel, withoutRanges } from '#model';
import type { Drawing } from '#parsers';

/** The model of a drawing, whichever it has. */
export function modelOf({ interaction, structure, lifecycle }: Drawing): DrawnModel | undefined {
  return interaction ?? structure ?? lifecycle;
}

/** Do two texts hold the same drawings, with the same to say about them? */
export function sameDrawings(before: readonly Drawing[], after: readonly Drawing[]): boolean {
  return (
    before.length === after.length &&
    before.every((drawing, index) => isDeepStrictEqual(gist(drawing), gist(after[index]!)))
  );
}

function gist(drawing: Drawing): unknown {
  const { kind, language, name, diagnostics } = drawing;
  const model = modelOf(drawing);
  return [kind, language, name, diagnostics.map(({ code }) => code).sort(), model && withoutRanges(model)];
}

/** Is the second model the first in another language, where ids may be written otherwise and a name has no place? */
export function sameModels(
  before: DrawnModel,
  after: DrawnModel | undefined,
  { renamed, named }: { readonly renamed: ReadonlyMap<string, string>; readonly named: boolean },
): boolean {
  const { name, ...unnamed } = before;
  const expected = named && name !== undefined ? before : unnamed;
  return after !== undefined && isDeepStrictEqual(withIds(expected, renamed), withoutRanges(after));
}

const references = new Set(['from', 'to', 'lifeline', 'group', 'parent']);
const listsOfReferences = new Set(['lifelines', 'of']);

function withIds(model: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const plain = withoutRanges(model);
  if (renamed.size === 0) return plain;
  const name = (value: unknown) => (typeof value === 'string' ? (renamed.get(value) ?? value) : value);
  return JSON.parse(
    JSON.stringify(plain, function (this: Record<string, unknown>, key, value: unknown) {
      // The line of a structure may have an id of its own, which is nobody's name.
      if (references.has(key) || (key === 'id' && !('line' in this))) return name(value);
      return listsOfReferences.has(key) && Array.isArray(value) ? value.map(name) : value;
    }),
  );
}
