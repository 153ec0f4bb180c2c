import { readFileSync } from 'node:fs';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { readDirectives } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { LocatedYaml } from '../../../src/project/configuration/located-yaml.ts';
import { validateConfiguration } from '../../../src/project/configuration/validate.ts';

const text = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const examples = fromMarkdown(text).children.flatMap((node) =>
  node.type === 'code' && node.lang === 'yaml' ? [node.value] : [],
);

describe('docs/configuration.md', () => {
  test('has examples', () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples)('%s', async (example) => {
    const yaml = new LocatedYaml(new SourceText('asdrawn.yaml', example));
    expect(yaml.problems).toEqual([]);
    expect(await validateConfiguration(yaml.value(), { path: 'asdrawn.yaml', yaml, prefix: [] })).toEqual([]);
  });

  test('its drawing has directives that can be followed', async () => {
    const { drawings } = await readDocument(new SourceText('configuration.md', text));
    const settings = drawings.map(({ interaction, directives }) => readDirectives('a.md', interaction!, directives));
    expect(settings.flatMap(({ findings }) => findings)).toEqual([]);
    expect(settings).toMatchObject([{ ignore: [{}], participants: [{}], messages: [{}] }]);
  });
});
