import { isDiagram, isLocal, resolved, sourcesOf, wordsOf } from '../pictures.ts';
import type { Rule } from '../rule.ts';

export const pictureWithoutSource: Rule = {
  name: 'picture-without-source',
  severity: 'warning',
  summary: 'A document shows a picture of a diagram whose source is nowhere.',
  why: `A picture cannot be changed, compared or checked: when the services change, nobody draws it anew. With the source
beside it (\`orders.puml\` for \`orders.png\`), or as a diagram in the document itself, it can be kept true. Only pictures
that say they are diagrams are told, by a word like "diagram", "sequence" or "flow" in their path or text.`,
  bad: [
    {
      path: 'docs/a.md',
      text: '# Orders\n\n<|![Order sequence](diagrams/orders.png)|>\n',
      beside: { 'docs/diagrams/orders.png': '' },
    },
  ],
  good: [
    {
      path: 'docs/a.md',
      text: '# Orders\n\n![Order sequence](diagrams/orders.png)\n\n![Our office](photos/office.jpg)\n',
      beside: { 'docs/diagrams/orders.png': '', 'docs/diagrams/orders.puml': '@startuml\nA -> B\n@enduml\n' },
    },
    {
      path: 'b.md',
      text: '# Orders\n\n![Order flow](orders.svg)\n\n```mermaid\nsequenceDiagram\n  A->>B: order\n```\n',
    },
  ],
  checkDocument({ path, pictures, drawings }, tell, _, { exists }) {
    for (const { url, alt, heading, range } of pictures) {
      if (!isLocal(url) || !isDiagram(url, alt)) continue;
      const file = resolved(path, url);
      if (sourcesOf(file).some(exists)) continue;
      // The source may stand in the document, under the same heading or called as the picture is.
      const said = wordsOf(`${url} ${alt}`);
      if (drawings.some(({ name = '' }) => name === heading || wordsOf(name).some((word) => said.includes(word))))
        continue;
      tell({
        range,
        message: exists(file)
          ? `the source of this picture is nowhere: there is no ${sourcesOf(file)[0]} or the like`
          : `neither the picture nor its source is there: no ${file}, no ${sourcesOf(file)[0]} or the like`,
        help: 'put the source beside the picture under the same name, or the diagram itself into the document',
      });
    }
  },
};
