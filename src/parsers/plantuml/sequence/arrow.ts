import type { MessageSort } from '#model';

/** What an arrow says, seen from left to right. */
export interface ArrowMeaning {
  readonly sort: MessageSort;
  /** The receiver stands on the left. */
  readonly reversed: boolean;
  /** A cross at the receiver's end. */
  readonly lost: boolean;
  /** Only there to shape the layout. */
  readonly hidden: boolean;
}

/**
 * Undefined where the arrow has no head (`A -- B`). The rules are PlantUML's (CommandArrow.java): a head on the right
 * wins over one on the left, so that `<->` goes to the right; a doubled head is open; more than one dash, or a dashed
 * style, is a dashed line.
 */
export function readArrow(image: string): ArrowMeaning | undefined {
  const style = /\[([^\]]*)\]/.exec(image)?.[1]?.toLowerCase() ?? '';
  const parts = /^([^-]*)(-+)([^-]*)$/.exec(image.replace(/\[[^\]]*\]/, '').toLowerCase());
  if (!parts) return undefined;
  const [, left, line, right] = parts as unknown as [string, string, string, string];
  const headLeft = /[<\\/]/.test(left);
  const headRight = /[>\\/]/.test(right);
  const crossLeft = left.includes('x');
  const crossRight = right.includes('x');
  if (!headLeft && !headRight && !crossLeft && !crossRight) return undefined;
  const reversed = !headRight && (headLeft || (crossLeft && !crossRight));
  const head = reversed ? left : right;
  const dashed = line.length > 1 || /\b(?:dashed|dotted)\b/.test(style);
  const open = /<<|>>|\\\\|\/\//.test(head);
  return {
    sort: dashed ? 'reply' : open ? 'asynchSignal' : 'synchCall',
    reversed,
    lost: reversed ? crossLeft : crossRight,
    hidden: /\bhidden\b/.test(style),
  };
}
