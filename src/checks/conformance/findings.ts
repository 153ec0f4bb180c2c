import type { Lifeline, LifelineId, Message } from '#model';
import { type Exchange, endpointName, httpStatus, rpcStatus } from '#traces';
import { describeExchange } from '../binding/describe.ts';
import { fact } from '../binding/index.ts';
import type { Finding, SpanReference } from '../result.ts';
import type { Discrepancy, Exchanges } from './discrepancies.ts';
import type { JudgedCase } from './judge-case.ts';
import { type OtherReading, within } from './other-reading.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import { referenceTo } from './span-reference.ts';

/** All prose about departures of a case from a drawing, in one place. */
export function findingsOf(drawing: PreparedDrawing, judged: JudgedCase): readonly Finding[] {
  const prose = new Prose(drawing, judged);
  const other = judged.otherReading;
  const doubtful = other && within(other.operand, judged.discrepancies, drawing.paths)[0];
  const findings = judged.discrepancies.map((discrepancy) => {
    const finding = prose.finding(discrepancy);
    return other && discrepancy === doubtful ? prose.withOtherReading(finding, other) : finding;
  });
  return findings.sort((a, b) => (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0));
}

/** `gateway -> billing: POST /accounts`, as drawn. */
export function messageText(message: Message): string {
  const label = oneLine(message.label);
  return `${message.from ?? '[outside]'} -> ${message.to ?? '[outside]'}${label ? `: ${label}` : ''}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

class Prose {
  readonly #drawing: PreparedDrawing;
  readonly #judged: JudgedCase;
  readonly #lifelines: ReadonlyMap<LifelineId, Lifeline>;

  constructor(drawing: PreparedDrawing, judged: JudgedCase) {
    this.#drawing = drawing;
    this.#judged = judged;
    this.#lifelines = new Map(drawing.interaction.lifelines.map((lifeline) => [lifeline.id, lifeline]));
  }

  finding(discrepancy: Discrepancy): Finding {
    switch (discrepancy.type) {
      case 'missing':
        return this.#missing(discrepancy.message, discrepancy.isAnswer);
      case 'unexpected':
        return this.#unexpected(discrepancy.exchanges, discrepancy.after);
      case 'forbidden':
        return this.#forbidden(discrepancy.message, discrepancy.exchanges);
      case 'repeated':
        return this.#repeated(discrepancy.message, discrepancy.exchanges);
      case 'moved':
        return this.#moved(discrepancy.message, discrepancy.exchanges, discrepancy.after);
      case 'wrong-participant':
        return this.#wrongParticipant(discrepancy.message, discrepancy.exchanges);
      case 'wrong-status':
        return this.#wrongStatus(discrepancy.message, discrepancy.exchanges[0]);
      case 'wrong-count':
        return this.#wrongCount(discrepancy);
    }
  }

  /** The same case read as another branch departs there. */
  withOtherReading(finding: Finding, { fragment, operand, discrepancies }: OtherReading): Finding {
    const others = fragment.operands.filter((other) => other !== operand);
    const branch = others.length === 1 ? `this was "${others[0]!.guard ?? 'else'}"` : 'another branch was meant';
    // What is wrong either way is said already.
    const said = new Set(this.#judged.discrepancies.map((discrepancy) => this.finding(discrepancy).message));
    const related = within(fragment, discrepancies, this.#drawing.paths)
      .filter((discrepancy) => !said.has(this.finding(discrepancy).message))
      .map((discrepancy) => ({
        path: this.#drawing.pathOf(discrepancy.message),
        range: discrepancy.message.range,
        message: `or ${branch}, and then ${this.finding(discrepancy).message}`,
      }))
      .sort((a, b) => a.range.start.line - b.range.start.line);
    const told = { ...finding, related: [...(finding.related ?? []), ...related] };
    // Whatever is wrong is wrong inside the alt, either way: what happened is a mixture of its branches.
    const isMixture =
      [this.#judged.discrepancies, discrepancies].every(
        (found) => within(fragment, found, this.#drawing.paths).length === found.length,
      ) && related.length > 0;
    if (!isMixture) return told;
    const message = `no branch of the alt fits: as "${operand.guard ?? 'else'}", ${finding.message}`;
    return { ...told, code: 'sequence/wrong-branch', message };
  }

  #missing(message: Message, isAnswer: boolean): Finding {
    const what = quoted(message);
    return this.#at(message, {
      code: 'sequence/missing-message',
      message: isAnswer ? `the drawn answer ${what} was not observed` : `${what} is drawn and did not happen`,
      observed: this.#witness(message),
      help: 'mend the service; or if it is right, take the message out of the drawing, or put it in an `opt`',
      spans: [],
    });
  }

  /** Why its absence means something. */
  #witness(message: Message): string {
    const { spans } = this.#judged.evidence.observed;
    const ends = [message.from, message.to].filter((end) => end !== null && this.#drawing.roleOf(end) === 'service');
    const reported = [...new Set(ends)]
      .map((end) => this.#nameOf(end!))
      .filter((name) => spans.some(({ resource }) => resource.serviceName === name));
    return reported.length > 0
      ? `${reported.join(' and ')} reported spans in this case, but none of this message`
      : 'no span of this case shows it';
  }

  #unexpected(exchanges: Exchanges, after: Message | undefined): Finding {
    const place = after ?? this.#nearest(exchanges[0]);
    const finding = {
      code: 'sequence/unexpected-message',
      message: `${describeExchange(exchanges[0])} is not drawn`,
      observed: this.#when(exchanges),
      help: 'draw it where it happens; or mend the service that does it',
      spans: this.#spans(exchanges),
    };
    if (!place) return this.#atDrawing(finding);
    return this.#at(place, { ...finding, label: after ? 'it came after this' : 'drawn between the same participants' });
  }

  #forbidden(message: Message, exchanges: Exchanges): Finding {
    return this.#at(message, {
      code: 'sequence/forbidden-message',
      message: `${quoted(message)} is drawn as what must not happen, and happened`,
      observed: `${describeExchange(exchanges[0])}, ${this.#when(exchanges)}`,
      help: 'mend the service; or draw it outside of `neg` if it may happen',
      spans: this.#spans(exchanges),
    });
  }

  #repeated(message: Message, exchanges: Exchanges): Finding {
    const more = exchanges.length === 1 ? 'once more' : `${exchanges.length} times more`;
    return this.#at(message, {
      code: 'sequence/repeated-message',
      message: `${quoted(message)} happened ${more} than drawn`,
      observed: `${describeExchange(exchanges[0])}, ${this.#when(exchanges)}`,
      help: 'draw the repetition as a `loop` if it is right (a retry, say); or mend the service',
      spans: this.#spans(exchanges),
    });
  }

  #moved(message: Message, exchanges: Exchanges, after: Message | undefined): Finding {
    const expected = this.#judged.expected.filter((other) => other !== message);
    return this.#at(message, {
      code: 'sequence/moved-message',
      message: `${quoted(message)} did not come where it is drawn`,
      observed: `${this.#when(exchanges)}${after ? `, right after ${messageText(after)}` : ''}`,
      expected: expected.map(messageText),
      help: 'mend the order in the service; or draw it as it is, in a `par` if the order does not matter',
      spans: this.#spans(exchanges),
    });
  }

  #wrongParticipant(message: Message, exchanges: Exchanges): Finding {
    const { matcher } = this.#drawing;
    const from = matcher.lifelines(exchanges[0].from)[0] ?? endpointName(exchanges[0].from);
    const to = matcher.lifelines(exchanges[0].to)[0] ?? endpointName(exchanges[0].to);
    return this.#at(message, {
      code: 'sequence/wrong-participant',
      message: `${quoted(message)} went from ${from} to ${to}`,
      observed: `${describeExchange(exchanges[0])}, ${this.#when(exchanges)}`,
      help: `draw \`${from} -> ${to}\`; or mend the service if the drawing is right`,
      spans: this.#spans(exchanges),
    });
  }

  #wrongStatus(message: Message, exchange: Exchange): Finding {
    const status = fact(exchange.spans, httpStatus) ?? fact(exchange.spans, rpcStatus) ?? 'something else';
    return this.#at(message, {
      code: 'sequence/wrong-status',
      message: `${quoted(message)} is drawn, but ${endpointName(exchange.to)} answered ${status}`,
      observed: `${describeExchange(exchange)}, ${this.#when([exchange])}`,
      help: `mend the service; or draw the ${status} as a branch of its own if it is right`,
      spans: this.#spans([exchange]),
    });
  }

  #wrongCount({ loop, message, observed, exchanges }: Extract<Discrepancy, { type: 'wrong-count' }>): Finding {
    const { min, max } = loop.bounds!;
    const drawn = max === null ? `at least ${min}` : min === max ? `${min}` : `${min} to ${max}`;
    const last = exchanges.at(-1);
    return {
      code: 'sequence/wrong-count',
      severity: 'error',
      message: `the loop is drawn ${drawn} times, but ${quoted(message)} happened ${observed === 1 ? 'once' : `${observed} times`}`,
      path: this.#drawing.pathOf(message),
      range: loop.range,
      label: `drawn: ${drawn} times`,
      ...(last && { observed: `the last of them: ${describeExchange(last)}, ${this.#when([last])}` }),
      help: 'mend the service; or correct the count of the loop',
      related: [{ path: this.#drawing.pathOf(message), range: message.range, message: 'this message was counted' }],
      spans: this.#spans(exchanges),
    };
  }

  #at(message: Message, parts: Pick<Finding, 'code' | 'message' | 'spans'> & Partial<Finding>): Finding {
    return {
      severity: 'error',
      path: this.#drawing.pathOf(message),
      range: message.range,
      label: `drawn: ${this.#drawnSentence(message)}`,
      ...parts,
    };
  }

  #atDrawing(parts: Pick<Finding, 'code' | 'message' | 'spans'> & Partial<Finding>): Finding {
    const { source, interaction } = this.#drawing;
    const { path } = source;
    return { severity: 'error', path, range: interaction.range, ...parts };
  }

  #drawnSentence(message: Message): string {
    const { from, to } = message;
    if (from === null) return `${to} receives ${quoted(message)}`;
    if (to === null) return `${from} sends ${quoted(message)}`;
    if (from === to) return `${from} does ${quoted(message)}`;
    if (message.sort === 'reply') return `${from} answers ${to}`;
    return message.sort === 'synchCall' ? `${from} calls ${to}` : `${from} sends to ${to}`;
  }

  /** A drawn message between the same ends, to point somewhere sensible. */
  #nearest(exchange: Exchange): Message | undefined {
    const { matcher, messages } = this.#drawing;
    const from = matcher.lifelines(exchange.from);
    const to = matcher.lifelines(exchange.to);
    const joins = ({ message }: { message: Message }, both: boolean) => {
      const left = message.from !== null && from.includes(message.from);
      const right = message.to !== null && to.includes(message.to);
      return both ? left && right : left || right;
    };
    return (messages.find((drawn) => joins(drawn, true)) ?? messages.find((drawn) => joins(drawn, false)))?.message;
  }

  #nameOf(lifeline: LifelineId): string {
    const binding = this.#drawing.bindings.byLifeline.get(lifeline);
    const key = binding && [...binding.keys][0];
    const endpoint = key === undefined ? undefined : this.#drawing.inventory.endpoints.get(key)?.endpoint;
    return endpoint ? endpointName(endpoint) : (this.#lifelines.get(lifeline)?.label ?? lifeline);
  }

  /** Of the first of them, and how many more. */
  #when(exchanges: Exchanges): string {
    const [reference] = this.#spans([exchanges[0]]);
    if (!reference) return 'seen only by its other half';
    const more = exchanges.length > 1 ? `, and ${exchanges.length - 1} more` : '';
    return `${reference.at} ms after ${reference.service} came in (span ${reference.spanId})${more}`;
  }

  #spans(exchanges: readonly Exchange[]): SpanReference[] {
    const halves = exchanges.flatMap(({ sending, receiving }) => [sending, receiving]);
    const { spans } = this.#judged.evidence.observed;
    return halves.filter((span) => span !== undefined).map((span) => referenceTo(span, spans));
  }
}

function quoted(message: Message): string {
  return message.label ? `"${oneLine(message.label)}"` : 'an unnamed message';
}
