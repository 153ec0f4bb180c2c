import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { picturePaths } from '../../../src/project/pictures/names.ts';

const fence = '```mermaid\nsequenceDiagram\n  a->>b: x\n```\n';
const uml = (name = '') => `@startuml ${name}\na -> b\n@enduml\n`;

test.each([
  ['docs/pay.puml', uml(), {}, ['docs/pay.svg']],
  ['docs/pay.puml', uml('Other name'), {}, ['docs/pay.svg']],
  ['pay.mmd', 'sequenceDiagram\n  a->>b: x', { format: 'png' }, ['pay.png']],
  ['docs/pay.puml', uml('One') + uml() + uml('One'), {}, ['docs/pay-one.svg', 'docs/pay-2.svg', 'docs/pay-one-2.svg']],
  [
    'docs/README.md',
    `# Über uns: „wir“!\n${fence}${fence}`,
    {},
    ['docs/README-über-uns-wir.svg', 'docs/README-über-uns-wir-2.svg'],
  ],
  ['README.md', fence, {}, ['README-1.svg']],
  ['docs/README.md', `# ../../x\n${fence}`, { folder: 'out/pictures' }, ['out/pictures/README-x.svg']],
  ['README.md', `# ${'long '.repeat(50)}\n${fence}`, {}, [`README-${'long-'.repeat(12).slice(0, -1)}.svg`]],
] as const)('%s', async (path, text, place, expected) => {
  const { drawings } = await readDocument(new SourceText(path, text));
  expect([...picturePaths({ path }, drawings, { format: 'svg', ...place }).values()]).toEqual(expected);
});
