/** JUnit's XML, in the dialect that Jenkins, GitLab and GitHub's actions have in common. */

export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

export interface TestCase {
  readonly name: string;
  readonly classname: string;
  readonly file: string;
  readonly line?: number | undefined;
  readonly outcome: Outcome;
  /** One sentence; the attribute `message`. */
  readonly message?: string | undefined;
  /** The code; the attribute `type`. */
  readonly type?: string | undefined;
  /** What failed, at length; of what did not fail, what there is to say all the same. */
  readonly text?: string | undefined;
}

export interface TestSuite {
  readonly name: string;
  readonly file?: string | undefined;
  readonly cases: readonly TestCase[];
}

export function junitXml(name: string, suites: readonly TestSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(all) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suiteLines({ name, file, cases }: TestSuite): string[] {
  return [
    `  <testsuite${attributes({ name, ...counts(cases), file })}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ name, classname, file, line, outcome, message, type, text }: TestCase): string[] {
  const head = `    <testcase${attributes({ name, classname, time: 0, file: file || undefined, line })}`;
  const body = text ? escaped(text) : '';
  if (outcome === 'passed') {
    return body ? [`${head}>`, `      <system-out>${body}</system-out>`, '    </testcase>'] : [`${head}/>`];
  }
  if (outcome === 'skipped') {
    // Its text is read by nobody, and allowed by few schemas.
    return [`${head}>`, `      <skipped${attributes({ message })}/>`, '    </testcase>'];
  }
  return [`${head}>`, `      <${outcome}${attributes({ message, type })}>${body}</${outcome}>`, '    </testcase>'];
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  const of = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
  // Readers want a time; judging takes none that is known by case.
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped'), time: 0 };
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${escaped(String(value)).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)}"`,
    )
    .join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these (section 2.2, Char).
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // Only `]]>` needs it, but it costs nothing.
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML: what has a meaning is escaped, what cannot be written becomes U+FFFD or a control's picture. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(illegal, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
    })
    .replace(/[&<>"]/g, (character) => entities[character]!);
}
