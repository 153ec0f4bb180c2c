import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { checkDrawings, defaultSettings } from '#checks';
import { checkMermaid, checkPlantuml, closeEngines } from '#engines';
import { type Interaction, messageFlow, messagesOf, readLabel, walkFragments, withoutRanges } from '#model';
import { format, lint } from '#project';
import type { PatternCatalogue, PatternGuide } from '#reports';
import { coveringPolicies, record, scenarioOf, simulate } from '#runtime';
import { coveringRuns, drawnGoals, isMet } from '#semantics';
import { casesBy } from '#traces';
import { InteractionMeaning } from '../../src/checks/lint/interaction-meaning.ts';
import { read } from '../printers/reading.ts';

afterAll(closeEngines);

const root = fileURLToPath(new URL('../../', import.meta.url));
const catalogue: PatternCatalogue = JSON.parse(readFileSync(`${root}diagrams/patterns.json`, 'utf8'));
const { patterns, guides } = catalogue;
const names = patterns.map(({ name }) => name);
const folders = names.map((name) => `diagrams/${name}`);

function textOf(name: string, extension: 'puml' | 'mmd'): string {
  return readFileSync(`${root}diagrams/${name}/${name}.${extension}`, 'utf8');
}

async function modelOf(name: string): Promise<Interaction> {
  const { interaction, diagnostics } = await read('plantuml', textOf(name, 'puml'));
  expect(diagnostics).toEqual([]);
  return interaction!;
}

test('there are twenty, by their numbers, each once', () => {
  expect(patterns.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(new Set(names).size).toBe(20);
});

const allGuides: readonly PatternGuide[] = [
  guides.useCase,
  guides.complexity,
  guides.performance,
  guides.domain,
].flat();

test.each(allGuides)('the guide to $title names patterns that there are, each once', ({ patterns: listed }) => {
  const listedNames = listed.map(({ pattern }) => pattern);
  expect(listedNames.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(listedNames).size).toBe(listedNames.length);
});

test('every pattern has one use case, and stands in the guide of its level of performance', () => {
  for (const { name, performance } of patterns) {
    const holding = (entries: readonly PatternGuide[]) =>
      entries.filter(({ patterns: listed }) => listed.some(({ pattern }) => pattern === name));
    expect(holding(guides.useCase), name).toHaveLength(1);
    expect(
      holding(guides.performance).map((each) => each.name),
      name,
    ).toEqual([performance]);
  }
});

describe.each(patterns)('$name', ({ name, participants }) => {
  test('is the same drawing in both languages', async () => {
    const mermaid = await read('mermaid', textOf(name, 'mmd'));
    expect(mermaid.diagnostics).toEqual([]);
    expect(withoutRanges(mermaid.interaction!)).toEqual(withoutRanges(await modelOf(name)));
  });

  test('is accepted by PlantUML and by mermaid', async () => {
    expect((await checkPlantuml(textOf(name, 'puml'))).accepted).toBe(true);
    expect(await checkMermaid(textOf(name, 'mmd'))).toMatchObject({ accepted: true, type: 'sequence' });
  });

  test('tells the role of each participant', async () => {
    const { lifelines } = await modelOf(name);
    expect(participants.map((each) => each.name)).toEqual(lifelines.map(({ label }) => label.replaceAll('\n', ' ')));
  });

  test('can be taken in at a glance', async () => {
    const { length } = messagesOf(await modelOf(name));
    expect(length).toBeGreaterThanOrEqual(5);
    expect(length).toBeLessThanOrEqual(25);
  });

  test('tells how often each loop runs', async () => {
    const { fragments } = await modelOf(name);
    for (const { fragment } of walkFragments(fragments))
      if (fragment.type === 'combined' && fragment.operator === 'loop') {
        expect(fragment.bounds?.max, fragment.operands[0]!.guard).toBeGreaterThan(1);
        expect(fragment.bounds?.min, fragment.operands[0]!.guard).toBeLessThanOrEqual(1);
      }
  });

  test('says what is called in words that spans can be found by', async () => {
    const interaction = await modelOf(name);
    const flow = messageFlow(interaction);
    const kinds = new Map(interaction.lifelines.map(({ id, kind }) => [id, kind]));
    const unread = messagesOf(interaction)
      .filter(({ id, from, to }) => from !== to && flow.get(id)?.role !== 'answer')
      .filter(({ label, to }) => {
        const { http, sql, identifiers, intent } = readLabel(label);
        // Of a key-value store the first word is the command.
        const isCommand = kinds.get(to!) === 'database' && /^(?:GET|SET|DEL|INCR|EXPIRE|PING)\b/.test(label);
        return !(http || sql || isCommand || intent || identifiers.some((each) => each.includes('.')));
      });
    expect(unread.map(({ label }) => label)).toEqual([]);
  });

  test('can be run: few runs take every operand and every loop at its bounds', async () => {
    const interaction = await modelOf(name);
    const { automaton } = new InteractionMeaning(interaction);
    const goals = drawnGoals(interaction.fragments, automaton.options.occurrences);
    const { runs, unreachable, exhausted } = coveringRuns(automaton.stepper, automaton.term, goals, {
      maxNodes: 100_000,
    });
    expect({ unreachable, exhausted }).toEqual({ unreachable: [], exhausted: [] });
    for (const goal of goals)
      expect(
        runs.some((run) => isMet(goal, run)),
        goal.name,
      ).toBe(true);
    expect(runs.length).toBeGreaterThan(0);
  });

  test.each(['run', 'trace'] as const)('what was recorded of its runs conforms, judged by %s', async (by) => {
    const interaction = await modelOf(name);
    const drawing = {
      ...{ path: `${name}.puml`, name, language: 'plantuml', line: 1, interaction },
      settings: { ...defaultSettings, scope: { by } },
    } as const;
    for (const policy of coveringPolicies(interaction)) {
      const { spans } = record(simulate(scenarioOf(interaction, policy)));
      const { drawings } = checkDrawings({ drawings: [drawing], cases: (scope) => casesBy(scope, spans) });
      const cases = [...drawings[0]!.cases];
      expect(cases.length).toBeGreaterThan(0);
      expect(cases.flatMap(({ verdict, findings }) => (verdict === 'conforms' ? [] : [verdict, ...findings]))).toEqual(
        [],
      );
    }
  });
});

const place = { cwd: root, stdin: async () => new Uint8Array() };

test('lint has nothing to say of any of them, even beside each other', async () => {
  const { result } = await lint({ paths: folders }, place);
  expect(result.findings).toEqual([]);
});

test('their texts are in order', async () => {
  const { result, exit } = await format({ paths: folders, mode: 'check' }, place);
  expect(result.findings).toEqual([]);
  expect(exit.code).toBe(0);
});
