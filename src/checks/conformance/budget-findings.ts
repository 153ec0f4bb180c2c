/** All prose about budgets that a case was held against. */
import type { BudgetStretch, DrawnBudget } from '#model';
import type { Span } from '#traces';
import type { Outcome } from '../budgets/index.ts';
import type { Finding, SpanReference } from '../result.ts';
import { messageText } from './findings.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import { referenceTo } from './span-reference.ts';

export interface ExceededBudget extends Outcome {
  readonly budget: DrawnBudget;
}

export function budgetFinding(
  drawing: PreparedDrawing,
  { budget, took, interval, exceeded }: ExceededBudget,
  spans: readonly Span[],
): Finding {
  const { settings } = drawing;
  const own = [...new Set(interval.edges.map(({ span }) => spans[span]!))];
  const references = own.map((span) => referenceTo(span, spans));
  const path = pathOf(drawing, budget);
  const [first] = messagesOf(budget.stretch);
  const limited = first === undefined ? undefined : drawing.messages[first - 1]?.message;
  const more = exceeded > 1 ? `; it was exceeded ${exceeded} times, and this was the longest` : '';
  const over = took - budget.limit / 1000;
  return {
    code: 'sequence/budget-exceeded',
    severity: settings.budgets === 'off' ? 'note' : settings.budgets,
    message: `${stretchText(drawing, budget.stretch)} took longer than "${budget.written}"`,
    path,
    range: budget.range,
    label: `drawn: ${budget.written}`,
    observed: `it took ${spoken(took)}, ${spoken(over)} too long, by the clock of ${whereText(references)}${more}`,
    help: 'make it faster; or give the limit that holds. A limit of many cases together is written as a percentile (p99)',
    ...(limited && path === drawing.pathOf(limited) && limited.range.start.line !== budget.range.start.line
      ? { related: [{ path, range: limited.range, message: 'this is what it limits' }] }
      : {}),
    spans: references,
  };
}

/** The file that a budget stands in: that of the message beside it. */
function pathOf(drawing: PreparedDrawing, { near }: Pick<DrawnBudget, 'near'>): string {
  const message = near === undefined ? undefined : drawing.messages[near - 1]?.message;
  return message ? drawing.pathOf(message) : drawing.source.path;
}

/** `the answer to api -> users: GET /users`, as the subject of a sentence. */
export function stretchText(drawing: PreparedDrawing, stretch: BudgetStretch): string {
  const [first, last] = messagesOf(stretch);
  const text = (id: number | undefined) => messageText(drawing.messages[id! - 1]!.message);
  switch (stretch.type) {
    case 'wait':
      return `the answer to ${text(first)}`;
    case 'processing':
      return `the work of ${stretch.lifeline} on ${text(first)}`;
    case 'work':
      return text(first);
    case 'between':
      return `what lies between ${text(first)} and ${text(last)}`;
    case 'all':
      return first === last ? text(first) : `everything from ${text(first)} to ${text(last)}`;
  }
}

function messagesOf(stretch: BudgetStretch): readonly number[] {
  switch (stretch.type) {
    case 'wait':
    case 'processing':
      return [stretch.call];
    case 'work':
      return [stretch.message];
    case 'between':
      return [stretch.pairs[0]!.from.message, stretch.pairs[0]!.to.message];
    case 'all':
      return [stretch.messages[0]!, stretch.messages.at(-1)!];
  }
}

function whereText(references: readonly SpanReference[]): string {
  const { service } = references[0]!;
  const [first, last] = [references[0]!.spanId, references.at(-1)!.spanId];
  return `${service} (${first === last ? `span ${first}` : `${references.length} spans, ${first} to ${last}`})`;
}

/** Microseconds as people say them. */
export function spoken(microseconds: number): string {
  const [value, unit] =
    microseconds >= 60e6
      ? [microseconds / 60e6, 'min']
      : microseconds >= 1e6
        ? [microseconds / 1e6, 's']
        : microseconds >= 1000
          ? [microseconds / 1000, 'ms']
          : [microseconds, 'µs'];
  return `${Number(value.toPrecision(value >= 1000 ? 4 : 3))} ${unit}`;
}
