/** What drawings are called, also by those who name one of several: `docs/flows.md#signing-up`. */
import { basename, extname } from 'node:path';
import type { Finding } from '#checks';
import { didYouMean } from '#diagnostics';
import type { Drawing, ReadDocument } from '#parsers';
import { choiceFindings } from './choice-findings.ts';

/** The drawing's own name, title or heading, else its file's name. */
export function nameOf({ name, interaction, path }: Drawing): string {
  return name ?? interaction?.title ?? basename(path, extname(path));
}

/** The document with those drawings alone that go by this name, or stand beneath this heading; else what is amiss. */
export function onlyNamed(document: ReadDocument, name: string): ReadDocument | Finding {
  const { path, drawings } = document;
  const own = drawings.filter((drawing) => namesOf(drawing).some((each) => fragment(each) === fragment(name)));
  if (own.length > 0) return { ...document, drawings: own };
  const sequences = drawings.filter(({ kind }) => kind === 'sequence');
  const fragments = new Map(sequences.flatMap((each) => namesOf(each).map((one) => [fragment(one), fragmentOf(each)])));
  const meant = didYouMean(fragment(name), fragments.keys());
  return choiceFindings.noSuchDrawing(path, name, meant && fragments.get(meant), [...new Set(fragments.values())]);
}

/** What leads to a drawing of a document: that of its heading, as in an address. */
export function fragmentOf(drawing: Drawing): string {
  return fragment(drawing.heading ?? nameOf(drawing));
}

function namesOf(drawing: Drawing): string[] {
  return [nameOf(drawing), ...(drawing.heading === undefined ? [] : [drawing.heading])];
}

/** As GitHub makes it of a heading. */
function fragment(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
