import { didYouMean } from '#diagnostics';

/** What opens a block in either language. */
const blockWords = ['alt', 'opt', 'loop', 'par', 'par2', 'par_over', 'break', 'critical', 'group', 'partition', 'rect'];

/** Was a line that cannot be read most likely meant to open a block: by a word of the other language, or a misspelt one? */
export function meansBlock(line: string): boolean {
  const word = /^[\p{L}\p{N}_]+/u.exec(line)?.[0].toLowerCase();
  if (word === undefined || /^[^:\r\n]*[<>]|^\S+[ \t]*-/.test(line)) return false;
  return blockWords.includes(word) || (word.length > 2 && didYouMean(word, blockWords) !== undefined);
}
