import { describe, expect, test } from 'vitest';
import type { CheckResult } from '#checks';
import { messageText } from '#checks';
import { SourceText } from '#diagnostics';
import { messagesOf, withoutRanges } from '#model';
import { drawnTexts, readDocument } from '#parsers';
import { type Fate, type Paint, paintOf } from '../../../src/project/pictures/paint.ts';
import { paintedPlantuml } from '../../../src/project/pictures/paint-plantuml.ts';

async function read(text: string, path = 'a.puml') {
  const source = new SourceText(path, text);
  const { drawings } = await readDocument(source);
  return { drawing: drawings[0]!, drawn: (await drawnTexts(source))(drawings[0]!) };
}

const paint = (...fates: Fate[]): Paint => ({
  fates: new Map(fates.map((fate, index) => [index + 1, fate])),
  digest: '',
});

describe('arrows of PlantUML', () => {
  test.each<[string, Fate, string]>([
    ['A -> B : x', 'seen', 'A -[#009E73]> B : x'],
    ['A->B', 'violated', 'A-[#D81B1B,bold]>B'],
    ['A --> B : -> x', 'unseen', 'A --[#999999,dotted]> B : -> x'],
    ['A -[#blue]> B', 'seen', 'A -[#009E73]> B'],
    ['A -[#blue,dashed]-> B', 'seen', 'A -[#009E73,dashed]-> B'],
    ['A -[bold]> B', 'violated', 'A -[#D81B1B,bold]> B'],
    ['"a-b" -> "c:d" : x', 'seen', '"a-b" -[#009E73]> "c:d" : x'],
    ['{start} A -> B : x', 'seen', '{start} A -[#009E73]> B : x'],
    ['[-> A : in', 'seen', '[-[#009E73]> A : in'],
    ['A ->] : out', 'seen', 'A -[#009E73]>] : out'],
    ['A <<-- B ++ : x', 'seen', 'A <<--[#009E73] B ++ : x'],
    ['A ->x B', 'seen', 'A -[#009E73]>x B'],
    ['A -> A : think', 'unobservable', 'A -> A : think'],
  ])('%s, %s', async (line, fate, expected) => {
    const text = `@startuml\n${line}\n@enduml`;
    const { drawing, drawn } = await read(text);
    const painted = paintedPlantuml(drawing, drawn, paint(fate));
    expect(painted).toBe(`@startuml\n${expected}\n@enduml`);
    // Colours are all that changes.
    const again = await read(painted);
    expect(again.drawing.diagnostics).toEqual([]);
    expect(withoutRanges(again.drawing.interaction!)).toEqual(withoutRanges(drawing.interaction!));
  });

  test('`return` has none, and is written as what it stands for', async () => {
    const text = '@startuml\nparticipant "a b" as a\na -> b ++ : x\n  return done\n@enduml';
    const { drawing, drawn } = await read(text);
    const painted = paintedPlantuml(drawing, drawn, paint('unobservable', 'seen'));
    expect(painted).toContain('\n  "b" --[#009E73]> "a" -- : done\n');
    expect((await read(painted)).drawing.diagnostics).toEqual([]);
  });

  test('several receivers have one arrow: the worst counts', async () => {
    const { drawing, drawn } = await read('@startuml\nA -> B & C : x\n@enduml');
    expect(paintedPlantuml(drawing, drawn, paint('seen', 'violated'))).toContain('A -[#D81B1B,bold]> B & C : x');
  });
});

describe('results', () => {
  const text = 'sequenceDiagram\n  A->>B: one\n  B->>C: two\n  C->>D: three\n  D->>D: four';
  const results = async (change: (result: CheckResult) => CheckResult = (same) => same): Promise<CheckResult> => {
    const { drawing } = await read(text, 'docs/a.mmd');
    const messages = messagesOf(drawing.interaction!).map((message, index) => ({
      ...{ id: message.id, message: messageText(message), range: message.range },
      ...{ observable: index < 3, cases: index < 2 ? 1 : 0 },
    }));
    const finding = {
      code: 'x',
      severity: 'error',
      message: 'x',
      path: 'docs/a.mmd',
      range: messages[1]!.range,
      spans: [],
    };
    const cases = [
      { id: '1', traceIds: [], verdict: 'violates', fitness: 0, reasons: [], findings: [finding], spanCount: 1 },
    ];
    const coverage = { lifelines: [], messages, operands: [], loops: [], undrawn: [] };
    const judged = {
      path: './docs/a.mmd',
      name: 'a',
      line: 1,
      kind: 'sequence',
      language: 'mermaid',
      verdict: 'violates',
    };
    const result = { formatVersion: 1, drawings: [{ ...judged, reasons: [], cases, coverage }], findings: [] };
    return change(result as unknown as CheckResult);
  };
  const told = async (drawn: string, result: CheckResult, path = 'docs/a.mmd') => {
    const painted = paintOf((await read(drawn, path)).drawing, result, 'results.json');
    return 'code' in painted ? `${painted.code} ${painted.range?.start.line}` : [...painted.fates.values()].join(' ');
  };

  test('give each message its fate', async () => {
    expect(await told(text, await results())).toBe('seen violated unseen unobservable');
  });

  test.each([
    ['another label', text.replace('two', '2'), 'render/results-out-of-date 3'],
    ['another line', text.replace('  B', '\n  B'), 'render/results-out-of-date 4'],
    ['one more', `${text}\n  A->>B: five`, 'render/results-out-of-date 6'],
    ['one less', text.replace(/\n.*four/, ''), 'render/results-out-of-date 1'],
    ['another beginning', `\n\n${text}`, 'render/results-out-of-date 4'],
    ['another kind', 'flowchart LR\nA --> B', 'render/not-judged 1'],
  ])('do not fit a drawing with %s', async (_, drawn, expected) => {
    expect(await told(drawn, await results())).toBe(expected);
  });

  test('may say nothing of a drawing', async () => {
    expect(await told(text, await results(), 'docs/b.mmd')).toBe('render/not-judged 1');
  });
});
