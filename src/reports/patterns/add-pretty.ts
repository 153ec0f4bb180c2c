import { oneLine } from '../terminal/text.ts';
import type { AddedPattern } from './results.ts';

/** What was written, who is called otherwise now, and how to go on. */
export function addedPatternPretty({ path, pattern, renamed }: AddedPattern): string {
  if (path === undefined) return '';
  const names = renamed.map(({ from, to }) => `${oneLine(from)} is ${oneLine(to)}`).join(', ');
  const file = oneLine(path);
  const word = /[\s'"$`\\]/.test(file) ? `'${file.replaceAll("'", "'\\''")}'` : file;
  return [
    `wrote ${file} (${pattern})`,
    ...(names === '' ? [] : [`  ${names}`]),
    '',
    'next:',
    `  asdrawn lint ${word}`,
    `  asdrawn check ${word} -- npm test`,
    '',
  ].join('\n');
}
