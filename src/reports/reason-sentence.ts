import { count } from './terminal/text.ts';
import type { ToldReason } from './told.ts';

/** `is inconclusive in 3 cases: …`, to go after the drawing's name as the format writes it. */
export function reasonSentence({ message, isOpen, cases }: Omit<ToldReason, 'drawing'>): string {
  const where = cases.length > 0 ? ` in ${count(cases.length, 'case')}` : '';
  return `is ${isOpen ? 'inconclusive' : 'judged with limits'}${where}: ${message}`;
}
