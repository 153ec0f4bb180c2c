/** Figures in notes: durations, rates, sizes and shares, as people write them. */

export interface Quantity {
  readonly kind: 'time' | 'rate' | 'size' | 'share';
  /** In seconds, per second, in bytes, or in per cent. Of a range both ends, else twice the same. */
  readonly low: number;
  readonly high: number;
  /** Of rates: what is counted (`events`, `requests`). */
  readonly of?: string;
  /** Where it stands in its text. */
  readonly start: number;
  readonly end: number;
}

interface Unit {
  readonly kind: Quantity['kind'];
  readonly factor: number;
  readonly of?: string;
}

const units = new Map<string, Unit>(
  (
    [
      ['time', 1e-9, 'ns nanos'],
      ['time', 1e-6, 'us μs µs micros'],
      ['time', 1e-3, 'ms msec msecs millis milliseconds'],
      ['time', 1, 's sec secs second seconds'],
      ['time', 60, 'min mins minute minutes'],
      ['time', 3600, 'h hr hrs hour hours'],
      ['time', 86_400, 'day days'],
      ['size', 1, 'byte bytes'],
      ['size', 1e3, 'kb'],
      ['size', 1e6, 'mb'],
      ['size', 1e9, 'gb'],
      ['size', 1e12, 'tb'],
      ['size', 1024, 'kib'],
      ['size', 1024 ** 2, 'mib'],
      ['size', 1024 ** 3, 'gib'],
      ['share', 1, '%'],
    ] as const
  ).flatMap(([kind, factor, words]) => words.split(' ').map((word) => [word, { kind, factor }] as const)),
);

/** What is counted, by how a rate of it is written. */
const counted = new Map<string, string>(
  [
    'events eps event',
    'requests rps req reqs request qps query queries',
    'transactions tps tx transaction',
    'operations ops op',
  ]
    .map((words) => words.split(' '))
    .flatMap(([name, ...others]) => [name!, ...others].map((word) => [word, name!] as const)),
);
const multiples: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, G: 1e9 };

const number = /(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?/y;
const multiple = /\s?([KkMG])(?!\p{L})/uy;
const word = /\s?(%|\p{L}{1,20})(\/(?:s|sec|second)(?!\p{L})|\sper\ssecond)?/uy;
const dash = /\s?[-–—]\s?/y;

/** All figures of a text that have a unit. Dates, versions and times of the day are none. */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = [];
  let at = 0;
  for (const { index } of text.matchAll(/(?<![\w.,:/–-])\d/g)) {
    if (index < at) continue;
    const first = figureAt(text, index);
    if (!first) continue;
    at = first.end;
    const between = matchAt(dash, text, first.end);
    const second = between && figureAt(text, first.end + between[0].length);
    // `5 s - 20 KB` is no range.
    const isRange = second?.unit && (!first.unit || first.unit.kind === second.unit.kind);
    const unit = isRange ? second.unit : first.unit;
    if (!unit) continue;
    const { kind, of } = unit;
    const low = isRange
      ? first.value * (first.multiple ?? second.multiple ?? 1) * (first.unit ?? unit).factor
      : first.value * (first.multiple ?? 1) * unit.factor;
    const high = isRange ? second.value * (second.multiple ?? 1) * unit.factor : low;
    const end = isRange ? second.end : first.end;
    at = end;
    found.push({ kind, low, high, ...(of !== undefined && { of }), start: index, end });
  }
  return found;
}

interface Figure {
  readonly value: number;
  readonly multiple?: number;
  readonly unit?: Unit;
  readonly end: number;
}

function figureAt(text: string, start: number): Figure | undefined {
  const digits = matchAt(number, text, start)?.[0];
  if (digits === undefined) return undefined;
  let end = start + digits.length;
  // Part of something longer: a date, a version, a time of the day.
  if (/^[\d,.:/]\d/.test(text.slice(end, end + 2))) return undefined;
  const many = matchAt(multiple, text, end);
  if (many) end += many[0].length;
  const said = matchAt(word, text, end);
  const unit = said && unitOf(said[1]!, said[2]);
  if (unit) end += said[0].length;
  const value = Number(digits.replaceAll(',', ''));
  return { value, ...(many && { multiple: multiples[many[1]!]! }), ...(unit && { unit }), end };
}

function unitOf(name: string, each: string | undefined): Unit | undefined {
  const written = name.toLowerCase();
  if (each !== undefined) return { kind: 'rate', factor: 1, of: counted.get(written) ?? written };
  if (/^[a-z]ps$/.test(written)) {
    const of = counted.get(written);
    if (of !== undefined) return { kind: 'rate', factor: 1, of };
  }
  // Months and metres are `M` and `m`, and minutes are too: nobody can tell.
  return units.get(written);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
