import { walkFragments } from '#model';
import type { Exchange } from '#traces';
import { fitRank, readLabel } from '../binding/index.ts';
import { fitRequest } from '../binding/label-match.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/** Named by an `ignore`, or not named by a `consider`: such messages may come at any time. */
export function isTolerated(drawing: PreparedDrawing, exchange: Exchange): boolean {
  for (const { fragment } of walkFragments(drawing.interaction.fragments)) {
    if (fragment.type !== 'combined' || !fragment.messages) continue;
    const named = fragment.messages.some(
      (name) => fitRank[fitRequest(readLabel(name), exchange, drawing.inventory.vocabulary)] >= fitRank.inferred,
    );
    if (named === (fragment.operator === 'ignore')) return true;
  }
  return false;
}
