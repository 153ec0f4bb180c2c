import type { Page } from '../page.ts';

/** A text on one line: line breaks and what would be taken for an escape are escaped. */
export function escaped(text: string): string {
  return escapedLine(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function escapedLine(text: string): string {
  return text.replace(/\\(?=[nrlt\\\n\t])/g, '\\\\');
}

/** Is there something in the text that PlantUML reads as a line break, with no way to write it otherwise? */
export function isUnwritable(text: string): boolean {
  return /%(?:newline|n)\(\)|<br\s*\/?>|[\r\u2028\u2029\uE000]/i.test(text);
}

/** Words that begin a statement or part one; a lifeline of that name is written in quotes. */
const keywords = new Set(
  (
    'participant actor boundary control entity database collections queue create destroy activate deactivate ' +
    'autoactivate autonumber return alt else opt loop par par2 also and option break critical group partition end endbox ' +
    'box note hnote rnote ref title header footer legend caption newpage skinparam skin hide show remove restore scale ' +
    'rotate mainframe left right center top bottom over across of as order url footbox set style page assume sprite ' +
    'state package node component class interface object usecase start stop o x'
  ).split(' '),
);

/** Would the name be taken for the beginning of a statement? */
export function isKeyword(id: string): boolean {
  return keywords.has(id.toLowerCase());
}

/** A name as it stands in a statement. */
export function nameText(id: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.@]*$/u.test(id) && !isKeyword(id) ? id : `"${id}"`;
}

export function isWritableName(id: string): boolean {
  return id !== '' && !/["\r\n\uE000]/.test(id);
}

/** What a name shows that is declared without a label: escapes count in it as in every text. */
export function shownName(id: string): string {
  const signs: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\n', l: '\n' };
  return id
    .replace(/\\([nrlt\\])|%(?:newline|n)\(\)|<br\s*\/?>/gi, (match, sign: string | undefined) =>
      sign === undefined || match.startsWith('%') ? '\n' : (signs[sign] ?? match),
    )
    .trim();
}

/** Can it stand behind `as`? Names in quotes cannot. */
export function isWord(id: string): boolean {
  return /^[\p{L}\p{N}_.@]+$/u.test(id);
}

/** Lines that mean something else where a block of text is expected, or that lose their own white space there. */
const special = /^(?:\s|$|@|!|'|\/'|end\b|end(?:note|hnote|rnote|ref|title|legend)\b|[}\]])|\s$|\\$/i;

/** A head with its text behind a colon, or with several lines of text below it; true where it is the latter. */
export function writeText(page: Page, head: string, text: string, end: string, separator = ' : '): boolean {
  const lines = text.split('\n');
  if (lines.length === 1 || lines.some((line) => special.test(line))) {
    page.line(`${head}${separator}${escaped(text)}`.trimEnd());
    return false;
  }
  page.open(head);
  for (const line of lines) page.line(escapedLine(line).replaceAll('\t', '\\t'));
  page.close(end);
  return true;
}
