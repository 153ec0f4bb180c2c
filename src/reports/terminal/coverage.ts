import type { BudgetCoverage, Coverage } from '#checks';
import { budgetText } from '../budget-text.ts';
import type { Paint } from './paint.ts';
import { count, hanging, oneLine, someOf, unbroken } from './text.ts';

const indent = '   ';
const listed = 5;

/** How much of the drawing the evidence has shown, and by name what it has not. */
export function coverageLines(coverage: Coverage, look: { readonly width: number; readonly paint: Paint }): string[] {
  const { lifelines, messages, operands, loops, undrawn, budgets = [] } = coverage;
  const parts = [
    share('lifeline', lifelines, ({ observed }) => observed),
    share('message', messages, ({ cases }) => cases > 0),
    share('operand', operands, ({ cases }) => cases > 0),
  ].filter((part) => part !== undefined);
  const lines = parts.length > 0 ? hanging(`${indent}seen: `, parts.join(', '), look.width) : [];
  const list = (lead: string, names: readonly string[]): void => {
    if (names.length > 0)
      lines.push(...hanging(`${indent}${lead}: `, someOf(names, listed), look.width, look.paint.dim));
  };
  const unseen = [...messages, ...operands].filter(({ cases }) => cases === 0);
  list('never seen', unseen.filter((one) => !('observable' in one) || one.observable).map(nameWithLine));
  list(
    'cannot be seen in these traces',
    unseen.filter((one) => 'observable' in one && !one.observable).map(nameWithLine),
  );
  list(
    'not observed',
    lifelines.filter(({ observed }) => !observed).map(({ label }) => oneLine(label)),
  );
  list('ran', loops.filter(({ observed }) => observed.some(({ times }) => times > 0)).map(howOften));
  list('took part, but not drawn', undrawn.map(oneLine));
  const budgetLines = (lead: string, some: readonly BudgetCoverage[]): void => {
    for (const one of some.slice(0, listed))
      lines.push(...hanging(`${indent}${lead}: `, budgetText(one), look.width, look.paint.dim));
    if (some.length > listed) lines.push(look.paint.dim(`${indent}and ${some.length - listed} more budgets`));
  };
  budgetLines(
    'budget',
    budgets.filter(({ notJudged }) => notJudged === undefined),
  );
  budgetLines(
    'budget not judged',
    budgets.filter(({ notJudged }) => notJudged !== undefined),
  );
  return lines;
}

function share<T>(noun: string, all: readonly T[], isSeen: (one: T) => boolean): string | undefined {
  if (all.length === 0) return undefined;
  const seen = all.filter(isSeen).length;
  return seen === all.length ? `all ${count(all.length, noun)}` : `${seen} of ${count(all.length, noun)}`;
}

function nameWithLine(one: Coverage['messages'][number] | Coverage['operands'][number]): string {
  const name = 'message' in one ? one.message : one.operand;
  return `${oneLine(name)} ${unbroken(`(line ${one.range.start.line})`)}`;
}

function howOften({ loop, range, observed }: Coverage['loops'][number]): string {
  const counts = observed.map(({ times }) => times);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const often = least === most ? count(most, 'time') : `${least} to ${count(most, 'time')}`;
  return `${oneLine(loop)} ${unbroken(`(line ${range.start.line})`)} ${unbroken(often)}`;
}
