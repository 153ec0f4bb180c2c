import { isDiagram, isLocal, resolved, sourcesOf } from '../pictures.ts';
import type { Rule } from '../rule.ts';

export const missingPicture: Rule = {
  name: 'missing-picture',
  severity: 'warning',
  summary: 'A document shows a picture that is not there.',
  why: 'Readers see a broken image. Either the picture was never committed, or it was moved or renamed without the document.',
  bad: [{ path: 'docs/a.md', text: '# Orders\n\n<|![Orders](pictures/orders.png)|>\n' }],
  good: [
    {
      path: 'docs/a.md',
      text: '# Orders\n\n![Orders](pictures/orders.png)\n\n![Logo](https://example.com/logo.png)\n\n![x](data:image/png;base64,aaaa)\n',
      beside: { 'docs/pictures/orders.png': '' },
    },
  ],
  checkDocument({ path, pictures }, tell, _, { exists }) {
    for (const { url, alt, range } of pictures) {
      const file = isLocal(url) ? resolved(path, url) : undefined;
      if (file === undefined || exists(file)) continue;
      // Of a diagram that has no source either, the rule about sources tells both.
      if (isDiagram(url, alt) && !sourcesOf(file).some(exists)) continue;
      tell({
        range,
        message: `there is no ${file}`,
        help: 'commit the picture, or mend the path; `asdrawn render` makes it from a drawing',
      });
    }
  },
};
