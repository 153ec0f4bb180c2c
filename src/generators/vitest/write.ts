import { Keeping, type Kept } from './kept.ts';
import { literal, quoted } from './literals.ts';
import { variableFor } from './names.ts';
import type { ContractPlan, Course, PlannedTest, Step } from './plan.ts';

export interface TestFile {
  /** As it is named on the command line, and found from where tests run. */
  readonly drawing: string;
  /** The participant under test as it is written on the command line. */
  readonly subject: string;
  /** How this file is made again. */
  readonly commandLine: string;
  /** The service under test, if it was said how it is started. */
  readonly command: readonly string[];
  /** Variables that tell the service where its neighbours listen. */
  readonly variables: readonly string[];
  /** The folder of JSON Schemas for bodies. */
  readonly schemas?: string;
}

export interface Written {
  readonly text: string;
  /** Marked places of an earlier file that belong to nothing any more; they are kept at its end. */
  readonly gone: readonly string[];
}

/** The file for Vitest, with what a person wrote into the one before. */
export function writeTests(plan: ContractPlan, file: TestFile, kept?: Kept): Written {
  const keeping = new Keeping(kept?.places ?? new Map());
  const { subject, drawing, schemas } = file;
  const options = [
    `drawing: ${quoted(drawing)}`,
    `for: ${quoted(subject)}`,
    ...(schemas === undefined ? [] : [`schemas: ${quoted(schemas)}`]),
    ...(plan.needsBroker ? ['broker'] : []),
    'start',
  ];
  const lines = [
    `// asdrawn: generated from ${drawing} for ${subject}. Written again by`,
    `//   ${file.commandLine}`,
    '// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.',
    "import { type Contract, command, contract } from 'asdrawn';",
    "import { afterAll, beforeAll, describe, expect, test } from 'vitest';",
    '',
    // Formatters that sort imports stop at a comment that stands alone.
    '// What you import yourself:',
    '',
    ...keeping.place('imports', '', []),
    '',
    ...keeping.place('start', '', startLines(file)),
    '',
    ...(plan.needsBroker ? [...keeping.place('broker', '', brokerLines(subject)), ''] : []),
    ...describeLines(`describe(${quoted(`${subject}, as drawn in ${drawing}`)}, {`),
    '  let neighbours: Contract;',
    '',
    '  beforeAll(async () => {',
    ...call('    neighbours = await contract(', options, '    '),
    '  }, 60_000);',
    '',
    '  afterAll(() => neighbours?.stop());',
    ...plan.tests.flatMap((test) => ['', ...testLines(test, keeping, drawing)]),
    '});',
  ];
  // What a person starts otherwise, or expects nothing beyond, would leave an import without use.
  const isUsed = (name: string) =>
    lines.some((line) => new RegExp(`^(?!\\s*(?://|import)).*\\b${name}[(.]`).test(line));
  const unused = ['command', 'expect'].filter((name) => !isUsed(name));
  const rest = keeping.rest();
  const text = [
    ...lines.map((line) =>
      /^import .* from '(?:asdrawn|vitest)';$/.test(line)
        ? unused.reduce((text, name) => text.replace(` ${name},`, ''), line)
        : line,
    ),
    ...(rest.lines.length > 0
      ? [
          '',
          '// What these belonged to is not drawn any more. Take from them what you still need, and delete them.',
          ...rest.lines,
        ]
      : []),
    '',
  ].join('\n');
  return { text, gone: rest.names };
}

function describeLines(head: string): readonly string[] {
  const line = `${head} timeout: 30_000 }, () => {`;
  return line.length <= 120 ? [line] : [head, '  timeout: 30_000,', '}, () => {'];
}

function startLines({ subject, command, variables }: TestFile): readonly string[] {
  const variable = `${subject.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_COMMAND`;
  const told = variables.length > 0 ? ` and where its neighbours do (${variables.join(', ')})` : '';
  const otherwise = command.length > 0 ? ` ?? ${literal(command.length === 1 ? command[0]! : command)}` : '';
  return [
    `// Starts ${subject}, which is told where to listen (PORT)${told}.`,
    `const start = command(process.env.${variable}${otherwise});`,
  ];
}

function brokerLines(subject: string): readonly string[] {
  return [
    `// The broker that ${subject} uses, connected: an object with publish, subscribe and close, or a function that makes it.`,
    'const broker = undefined;',
  ];
}

function call(before: string, options: readonly string[], indent: string): readonly string[] {
  const line = `${before}{ ${options.join(', ')} });`;
  if (line.length <= 120) return [line];
  return [`${before}{`, ...options.map((option) => `${indent}  ${option},`), `${indent}});`];
}

function testLines(test: PlannedTest, keeping: Keeping, drawing: string): readonly string[] {
  const begin = ['sent', ...(test.choices.length > 0 ? [`choose: ${literal(test.choices)}`] : [])];
  return [
    `  test(${quoted(test.name)}, async () => {`,
    ...keeping.place(`sent: ${test.name}`, '    ', sentLines(test)),
    ...call('    const run = await neighbours.begin(', begin, '    '),
    ...new Steps(test, drawing).lines(test.course, '    '),
    '',
    ...keeping.place(`after: ${test.name}`, '    ', []),
    '    await run.finish();',
    '  });',
  ];
}

function sentLines({ sent }: PlannedTest): readonly string[] {
  if (sent.length === 0) return ['const sent = {};'];
  const lines = sent.flatMap(({ label, body }) => {
    const key = literal({ [label]: 0 }).slice(2, -5);
    const line = `  ${key}: { body: ${literal(body)} },`;
    if (line.length <= 116) return [line];
    return [
      `  ${key}: {`,
      '    body: {',
      ...Object.entries(body).map(([name, value]) => `      ${literal({ [name]: value }).slice(2, -2)},`),
      '    },',
      '  },',
    ];
  });
  return ['const sent = {', ...lines, '};'];
}

/** The steps of one test as statements. */
class Steps {
  readonly #test: PlannedTest;
  readonly #drawing: string;
  readonly #variables = new Map<number, string>();
  readonly #used = new Set(['run', 'sent', 'neighbours']);

  constructor(test: PlannedTest, drawing: string) {
    this.#test = test;
    this.#drawing = drawing;
  }

  lines(course: Course, indent: string): readonly string[] {
    return course.flatMap((one) => {
      if (!('beside' in one)) return this.#step(one, indent);
      const inner = `${indent}    `;
      // What only others do is told, and waits for nobody.
      if (one.beside.filter(isActive).length <= 1) return one.beside.flatMap((part) => this.lines(part, indent));
      return [
        '',
        `${indent}// Side by side, in any order:`,
        `${indent}await Promise.all([`,
        ...one.beside.flatMap((part) => {
          const own = this.lines(part, inner);
          return [`${indent}  (async () => {`, ...(own[0] === '' ? own.slice(1) : own), `${indent}  })(),`];
        }),
        `${indent}]);`,
      ];
    });
  }

  #step(step: Step, indent: string): readonly string[] {
    const head = ['', `${indent}// ${step.drawn}`];
    const at = `run.at(${step.line})`;
    const named = `${quoted(step.neighbour)}, ${quoted(step.label)}`;
    const other = step.of === undefined ? undefined : this.#variables.get(step.of);
    switch (step.kind) {
      case 'unseen':
        return [`${indent}// (${step.drawn})`];
      case 'send': {
        const isAnswered = this.#test.steps.some(({ of, kind }) => of === step.number && kind === 'answer');
        const assigned = isAnswered ? `const ${this.#variable(step)} =` : 'void';
        return [...head, `${indent}${assigned} ${at}.send(${named});`];
      }
      case 'receive': {
        const isAnswered = this.#test.steps.some(({ of, kind }) => of === step.number && kind === 'reply');
        return [...head, ...this.#awaited(step, `${at}.receive(${named})`, isAnswered, indent)];
      }
      case 'reply':
        return [...head, `${indent}await ${at}.reply(${other}, ${quoted(step.label)});`];
      case 'answer':
        return [...head, ...this.#awaited(step, `${at}.answer(${other}, ${quoted(step.label)})`, false, indent)];
      case 'publish':
        return [...head, `${indent}await ${at}.publish(${quoted(step.label)});`];
      case 'consume':
        return [...head, ...this.#awaited(step, `${at}.consume(${quoted(step.label)})`, false, indent)];
    }
  }

  #awaited(step: Step, awaited: string, isUsed: boolean, indent: string): readonly string[] {
    if (!isUsed && step.keys.length === 0) return [`${indent}await ${awaited};`];
    const name = this.#variable(step);
    const shape = step.keys.map((key) => `${/^\w+$/.test(key) ? key : quoted(key)}: expect.anything()`).join(', ');
    return [
      `${indent}const ${name} = await ${awaited};`,
      ...(step.keys.length > 0
        ? [`${indent}expect(${name}.body, ${quoted(`${this.#drawing}:${step.line}`)}).toMatchObject({ ${shape} });`]
        : []),
    ];
  }

  #variable(step: Step): string {
    const name = variableFor(step.label, this.#used);
    this.#variables.set(step.number, name);
    return name;
  }
}

/** Does the test do anything in it? */
function isActive(course: Course): boolean {
  return course.some((one) => ('beside' in one ? one.beside.some(isActive) : one.kind !== 'unseen'));
}
