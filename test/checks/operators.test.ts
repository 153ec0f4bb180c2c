import { expect, test } from 'vitest';
import { checkDrawings } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { joinCases } from '#traces';
import { casesInBrief, check, spansOfText } from './judging.ts';

/**
 * The operators of drawings against telemetry: `app` is called and then calls the paths in order, each on the service
 * that its first letter names. `a` is alpha's, `b` beta's; `f1`, `f2` … are further ones of alpha.
 */
function telemetry(paths: readonly string[]): string {
  const lines = ['app SERVER "POST /go" 0..1000 http.request.method=POST http.route=/go http.response.status_code=200'];
  paths.forEach((path, index) => {
    const service = path.startsWith('b') ? 'beta' : 'alpha';
    const from = 10 + index * 10;
    lines.push(
      `  app CLIENT "GET" ${from}..${from + 5} http.request.method=GET url.full=http://${service}/${path} http.response.status_code=200`,
      `    ${service} SERVER "GET /${path}" ${from}..${from + 3} http.request.method=GET http.route=/${path} http.response.status_code=200`,
    );
  });
  return lines.join('\n');
}

function drawing(body: string): string {
  const head = 'actor Client\nparticipant app\nparticipant alpha\nparticipant beta\nClient -> app : POST /go';
  return `@startuml\n${head}\n${body}\n@enduml\n`;
}

const A = 'app -> alpha : GET /a';
const B = 'app -> beta : GET /b';

// The body begins in line 7 of the drawing.
const table: readonly { says: string; body: string; cases: Readonly<Record<string, string>> }[] = [
  {
    says: 'messages follow one another',
    body: `${A}\n${B}`,
    cases: { 'a b': 'conforms', 'b a': 'violates sequence/moved-message@8', a: 'violates sequence/missing-message@8' },
  },
  {
    says: 'par has no order',
    body: `par\n${A}\nelse\n${B}\nend`,
    cases: { 'a b': 'conforms', 'b a': 'conforms', a: 'violates sequence/missing-message@10' },
  },
  {
    says: 'a loop has its counts',
    body: `loop 2..3\n${A}\nend`,
    cases: {
      a: 'violates sequence/wrong-count@7',
      'a a': 'conforms',
      'a a a': 'conforms',
      'a a a a': 'violates sequence/wrong-count@7',
    },
  },
  {
    says: 'a loop in a loop multiplies',
    body: `loop 2 times\n${A}\nloop 2 times\n${B}\nend\nend`,
    cases: { 'a b b a b b': 'conforms', 'a b b b a b': 'violates sequence/moved-message@10' },
  },
  {
    says: 'a break ends its loop',
    body: `loop 3 times\n${A}\nbreak failed\n${B}\nend\nend`,
    cases: {
      'a a a': 'conforms',
      'a b': 'conforms',
      'a a b': 'conforms',
      'a b a': 'violates sequence/wrong-count@7',
    },
  },
  {
    says: 'what is ignored may come at any time, inside of the frame',
    body: `group ignore {GET /f1}\n${A}\n${B}\nend\n${A}`,
    cases: {
      'a b a': 'conforms',
      'a f1 f1 b a': 'conforms',
      'f1 a b f1 a': 'conforms',
      'a b a f1': 'violates sequence/unexpected-message@11',
    },
  },
  {
    says: 'only what is considered counts inside of the frame',
    body: `group consider {GET /a, GET /b}\n${A}\n${B}\nend`,
    cases: {
      'a f1 b f2': 'conforms',
      'a f1': 'violates sequence/missing-message@9',
      'f1 b a': 'violates sequence/moved-message@9',
    },
  },
  {
    says: 'a mixture of branches fits none',
    body: `alt accepted\n${A}\napp --> Client : 200\nelse refused\napp --> Client : 400\nend`,
    cases: { a: 'conforms', '': 'violates sequence/wrong-branch@11' },
  },
  {
    says: 'what is forbidden must not happen',
    body: `${A}\ngroup neg\n${B}\nend`,
    cases: { a: 'conforms', 'a b': 'violates sequence/forbidden-message@9' },
  },
];

const rows = table.flatMap(({ says, body, cases }) =>
  Object.entries(cases).map(([paths, verdict]) => [says, paths, verdict, body] as const),
);

test.each(rows)('%s: %s is %s', async (_says, paths, verdict, body) => {
  const checked = await check(
    { path: 'drawing.puml', text: drawing(body) },
    await spansOfText(telemetry(paths.split(' ').filter(Boolean))),
  );
  expect(casesInBrief(checked)).toEqual([verdict]);
});

test('a finding in a used interaction points at the file that it is drawn in', async () => {
  const files = {
    'main.puml': drawing(`ref over app : Read both\n${A}`),
    'parts/read.puml': `@startuml\ntitle Read both\n${A}\n${B}\n@enduml\n`,
    'circle.puml': drawing(`title circle\nref over app : circle\n${A}`),
  };
  const reading = Object.entries(files).map(async ([path, text]) => {
    const { language, name = path, interaction } = (await readDocument(new SourceText(path, text))).drawings[0]!;
    return { path, name, language, line: 1, interaction: interaction! };
  });
  const drawings = await Promise.all(reading);
  const casesOf = async (paths: readonly string[]) => {
    const cases = joinCases(await spansOfText(telemetry(paths)));
    return () => cases;
  };
  const verdictsOf = async (paths: readonly string[]) =>
    checkDrawings({ drawings, cases: await casesOf(paths) }).drawings.map(({ cases }) => cases[0]!);

  const [right, , circle] = await verdictsOf(['a', 'b', 'a']);
  expect(right!.verdict).toBe('conforms');
  expect(circle!.verdict).toBe('inconclusive');
  expect(circle!.reasons.map(({ code }) => code)).toContain('case/unresolved-ref');

  const [wrong] = await verdictsOf(['a', 'a']);
  expect(wrong!.verdict).toBe('violates');
  expect(wrong!.findings.map(({ code, path, range }) => [code, path, range?.start.line])).toEqual([
    ['sequence/missing-message', 'parts/read.puml', 4],
  ]);
});
