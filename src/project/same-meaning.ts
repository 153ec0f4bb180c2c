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
  return after !== undefined && isDeepStrictEqual(inOrder(withIds(expected, renamed)), inOrder(withoutRanges(after)));
}

/** What belongs to a drawing without time, in whatever order; where it is first named is a matter of the text as well. */
const unordered = ['nodes', 'groups', 'edges', 'states', 'transitions', 'notes'];

function inOrder(model: unknown): unknown {
  if (typeof model !== 'object' || model === null) return model;
  return Object.fromEntries(
    Object.entries(model).map(([key, value]: [string, unknown]) =>
      unordered.includes(key) && Array.isArray(value) ? [key, value.map(asKey).sort()] : [key, value],
    ),
  );
}

function asKey(element: object): string {
  const entries = Object.entries(element).filter(([key]) => key !== 'declared');
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const references = new Set(['from', 'to', 'lifeline', 'group', 'parent']);
const listsOfReferences = new Set(['lifelines', 'of']);

function withIds(model: unknown, renamed: ReadonlyMap<string, string>): unknown {
  const plain = withoutRanges(model);
  if (renamed.size === 0) return plain;
  const nameOf = (id: string) => renamed.get(id) ?? nameWithin(id, renamed);
  const name = (value: unknown) => (typeof value === 'string' ? nameOf(value) : value);
  return JSON.parse(
    JSON.stringify(plain, function (this: Record<string, unknown>, key, value: unknown) {
      // The line of a structure may have an id of its own, which is nobody's name.
      if (references.has(key) || (key === 'id' && !('line' in this))) return name(value);
      if (key === 'label' && value === this.id && !renamed.has(this.id as string)) return name(value);
      return listsOfReferences.has(key) && Array.isArray(value) ? value.map(name) : value;
    }),
  );
}

/** What is drawn as `[*]` or `[H]` is called after the state that it stands in. */
function nameWithin(id: string, renamed: ReadonlyMap<string, string>): string {
  const within = /^(.+?)((?:#\d+)?\[(?:\*\](?:initial|final)|H\*?\]))$/s.exec(id);
  return within ? `${renamed.get(within[1]!) ?? within[1]!}${within[2]!}` : id;
}
