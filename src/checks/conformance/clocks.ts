import type { Span } from '#traces';

/** When something happened on one host's clock, as surely as the clock can tell, in microseconds. */
export interface Moment {
  readonly host: string;
  /** Not before. */
  readonly from: number;
  /** Before. */
  readonly until: number;
}

const MILLISECOND = 1000;

/** No moment is less certain than this, in microseconds. */
export const MOST_UNCERTAIN = MILLISECOND;

/**
 * Many SDKs know the start in whole milliseconds only, and add the duration for the end: the end is then as uncertain
 * as the start, however many digits it has (OpenTelemetry JS: `Date.now()` plus `performance.now()` differences).
 */
export function startOf(span: Span): Moment {
  return moment(span, span.start, resolution(span.start));
}

export function endOf(span: Span): Moment {
  return moment(span, span.end, Math.max(resolution(span.start), resolution(span.end)));
}

/** `until` of start and end without `from`, in microseconds: for who has many to compare. */
export function untilStart(start: number): number {
  return start + resolution(start);
}

export function untilEnd(start: number, end: number): number {
  return end + Math.max(resolution(start), resolution(end));
}

/** On one host only; false also where nobody can tell. */
export function certainlyBefore(a: Moment, b: Moment): boolean {
  return a.host === b.host && a.until <= b.from;
}

function moment(span: Span, at: number, uncertainty: number): Moment {
  return { host: span.resource.host, from: at, until: at + uncertainty };
}

/** Equal times are no order: the least uncertainty is more than nothing. */
function resolution(time: number): number {
  if (time % MILLISECOND === 0) return MILLISECOND;
  return Number.isInteger(time) ? 1 : 0.25;
}
