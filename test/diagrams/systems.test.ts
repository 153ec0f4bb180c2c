import { describe, expect, test } from 'vitest';
import { lint, rules } from '#checks';
import { SourceText } from '#diagnostics';
import { type Interaction, type InteractionFragment, messagesOf, walkFragments } from '#model';
import { readDocument } from '#parsers';
import {
  coveringRuns,
  drawnGoals,
  interactionTerm,
  Stepper,
  shortestRun,
  TermArena,
  type TermOptions,
} from '#semantics';
import { drawnIn, folders, interactionIn, textOf } from './drawn-folders.ts';
import { systems } from './facts.ts';

test('every system has its own key and folder', () => {
  expect(new Set(systems.map(({ key }) => key)).size).toBe(systems.length);
  expect(folders).toEqual(expect.arrayContaining(systems.map(({ folder }) => folder)));
  for (const { description } of systems) expect(description).toMatch(/^[A-Z][^.]+\.$/);
});

describe.each(systems)('$key $folder', ({ folder, title, participants, messages, frames, says, races = [] }) => {
  test('holds its facts', async () => {
    const interaction = await interactionIn(folder, 'puml');
    expect({
      title: interaction.title,
      participants: interaction.lifelines.map(({ kind, label }) =>
        [...(kind === 'participant' ? [] : [kind]), ...label.split('\n')].join(' '),
      ),
      messages: messagesOf(interaction).length,
      frames: framesOf(interaction.fragments),
    }).toEqual({ title, participants, messages, frames });
    const text = writtenIn(interaction);
    expect(says.filter((said) => !text.includes(said))).toEqual([]);
  });

  test('can be run through every operand, and each loop as often as it may', async () => {
    const interaction = await interactionIn(folder, 'puml');
    const { arena, term, occurrences } = meaningOf(interaction);
    const goals = drawnGoals(interaction.fragments, occurrences);
    const operands = [...walkFragments(interaction.fragments)].flatMap(({ fragment }) =>
      fragment.type === 'combined' && fragment.operator !== 'loop' ? fragment.operands : [],
    );
    expect(goals.filter(({ operand }) => operand !== undefined)).toHaveLength(operands.length);
    const { runs, unreachable, exhausted } = coveringRuns(new Stepper(arena), term, goals, { maxNodes: 100_000 });
    expect([...unreachable, ...exhausted].map(({ name }) => name)).toEqual([]);
    const least = shortestRun(arena, term);
    expect(least).toBeGreaterThan(0);
    // Without frames there is one way, on which every message is sent and received.
    if (goals.length === 0) expect(least).toBe(2 * messages);
    else expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(run.length).toBeGreaterThanOrEqual(least);
  });

  test('lets nothing arrive in another order than drawn', async () => {
    const { document } = await drawnIn(folder, 'puml');
    const workspace = { documents: [document], exists: () => false, pictureOf: () => undefined };
    const racing = rules.filter(({ name }) => name === 'racing-messages');
    expect(racing).toHaveLength(1);
    const { findings } = lint({ workspace, rules: racing, settingOf: () => ({ severity: 'warning' }), found: [] });
    const messages = messagesOf(await interactionIn(folder, 'puml'));
    const labelAt = (line: number | undefined) => messages.find(({ range }) => range.start.line === line)?.label;
    expect(findings.map(({ range }) => labelAt(range?.start.line))).toEqual(races);
  });
});

test('the figures of the event engine fit each other from drawing to drawing', async () => {
  const engine = systems.filter(({ key }) => key.startsWith('E'));
  expect(engine).toHaveLength(9);
  const text = engine.map(({ folder }) => `\`\`\`plantuml\n${textOf(folder, 'puml')}\`\`\`\n`).join('\n');
  const source = new SourceText('engine.md', text);
  const { drawings, pictures } = await readDocument(source);
  expect(drawings).toHaveLength(9);
  const document = {
    path: source.path,
    source,
    pictures,
    drawings: drawings.map((drawing) => ({ ...drawing, source, isSound: true })),
  };
  const workspace = { documents: [document], exists: () => false, pictureOf: () => undefined };
  const { findings } = lint({ workspace, rules, settingOf: () => undefined, found: [] });
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});

function framesOf(fragments: readonly InteractionFragment[]): readonly string[] {
  return [...walkFragments(fragments)].flatMap(({ fragment }) => {
    if (fragment.type !== 'combined') return [];
    const { operator, operands, bounds } = fragment;
    if (bounds) return [`${operator} ${bounds.min}..${bounds.max ?? '*'}`];
    return [operands.length > 1 ? `${operator} ${operands.length}` : operator];
  });
}

/** Labels, guards and notes, line by line. */
function writtenIn({ fragments }: Interaction): string {
  return [...walkFragments(fragments)]
    .flatMap(({ fragment }) => {
      if (fragment.type === 'message') return [fragment.label];
      if (fragment.type === 'note') return [fragment.text];
      return fragment.type === 'combined' ? fragment.operands.map(({ guard = '' }) => guard) : [];
    })
    .join('\n');
}

/** The runs of a drawing in which both ends of every message are seen. */
function meaningOf(interaction: Interaction) {
  const arena = new TermArena(interaction.lifelines.length);
  const at = new Map(interaction.lifelines.map(({ id }, index) => [id, index]));
  const ends = new Map(
    messagesOf(interaction).map((message) => {
      const [send, receive] = [message.from, message.to].map((id) => (id === null ? null : arena.action(at.get(id)!)));
      return [message, { send: send!, receive: receive! }];
    }),
  );
  const occurrences: TermOptions['occurrences'] = (message) => ends.get(message) ?? null;
  return { arena, term: interactionTerm(arena, interaction.fragments, { occurrences }).term, occurrences };
}
