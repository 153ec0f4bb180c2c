import type { CaseResults, CheckReport } from '#checks';

/** The result as it is, its type is the documentation of this format; in parts, for there may be millions of cases. */
export function* checkJson(report: CheckReport): Generator<string> {
  const drawings = report.drawings.map((drawing) => ({ ...drawing, cases: '' }));
  const parts = `${JSON.stringify({ ...report, drawings }, null, 2)}\n`.split(noCases);
  for (const [index, part] of parts.entries()) {
    yield part;
    const drawing = report.drawings[index];
    if (drawing) yield* casesJson(drawing.cases);
  }
}

/** Quotes inside of a text are escaped, so that this can be nothing but the key and its value. */
const noCases = '"cases": ""';
const indent = ' '.repeat(8);

function* casesJson(cases: CaseResults): Generator<string> {
  if (cases.length === 0) {
    yield '"cases": []';
    return;
  }
  let text = '"cases": [';
  let separator = '\n';
  for (const one of cases) {
    text += separator + indent + JSON.stringify(one, null, 2).replaceAll('\n', `\n${indent}`);
    separator = ',\n';
    if (text.length < 1 << 16) continue;
    yield text;
    text = '';
  }
  yield `${text}\n${indent.slice(2)}]`;
}
