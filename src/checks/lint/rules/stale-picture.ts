import { pictureFile } from '../pictures.ts';
import type { Rule } from '../rule.ts';

const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

export const stalePicture: Rule = {
  name: 'stale-picture',
  severity: 'warning',
  summary: 'A document shows a picture that is older than its drawing.',
  why: `Who reads the document sees what was drawn once, and who changes the drawing believes to have told everybody. Pictures
that \`asdrawn render\` made say which text they were made from, and so do those of PlantUML itself; of others nothing can
be told. \`asdrawn render --check\` tells the same of all pictures, whether a document shows them or not.`,
  bad: [
    {
      path: 'docs/a.md',
      text: '# Orders\n\n<|![Orders](orders.svg)|>\n',
      beside: { 'docs/orders.svg': '' },
      pictures: { 'docs/orders.svg': { source: 'docs/orders.puml', state: 'stale', range } },
    },
    {
      path: 'docs/a.md',
      text: '# Orders\n\n<|![Orders](pictures/orders.png)|>\n',
      beside: { 'docs/pictures/orders.png': '' },
      pictures: { 'docs/pictures/orders.png': { source: 'docs/orders.mmd', state: 'source-gone' } },
    },
  ],
  good: [
    {
      path: 'docs/a.md',
      text: '# Orders\n\n![Orders](orders.svg)\n\n![Our office](office.png)\n',
      beside: { 'docs/orders.svg': '', 'docs/office.png': '' },
      pictures: { 'docs/orders.svg': { source: 'docs/orders.puml', state: 'current', range } },
    },
  ],
  checkDocument({ path, pictures }, tell, _, { pictureOf }) {
    for (const { url, range: place } of pictures) {
      const file = pictureFile(path, url);
      const known = file === undefined ? undefined : pictureOf(file);
      if (!known || known.state === 'current') continue;
      const { source, state, range: drawn } = known;
      if (state === 'source-gone') {
        tell({
          range: place,
          message: `this picture was made from ${source}, which is not there any more`,
          help: 'show the picture of the drawing that has taken its place, or take the picture away',
        });
        continue;
      }
      tell({
        range: place,
        message: `this picture does not show what ${source} says now`,
        help: '`asdrawn render` makes it anew',
        ...(drawn && { related: [{ path: source, range: drawn, message: 'the drawing' }] }),
      });
    }
  },
};
