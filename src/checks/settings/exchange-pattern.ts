import { readLabel } from '#model';
import { type Endpoint, type Exchange, endpointName, type Span } from '#traces';
import { fitRank, fitRequest, type Vocabulary } from '../binding/label-match.ts';
import type { IgnoreSetting, MessageSetting } from './settings.ts';

/** Does a name fit a pattern in which `*` stands for anything? Case does not count. */
export function fitsPattern(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  if (parts.length === 1) return text === parts[0];
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Is this one of the exchanges that a message was said to be? */
export function isSaidToBe(
  { span, attributes }: Pick<MessageSetting, 'span' | 'attributes'>,
  { spans }: Pick<Exchange, 'spans'>,
): boolean {
  if (span !== undefined && !spans.some(({ name }) => fitsPattern(span, name))) return false;
  return attributes === undefined || spans.some((each) => hasAttributes(each, attributes));
}

export function isIgnored(setting: IgnoreSetting, exchange: Exchange, vocabulary: Vocabulary): boolean {
  const { message, from, to } = setting;
  if (!isSaidToBe(setting, exchange)) return false;
  if (from !== undefined && !isEnd(from, exchange.from)) return false;
  if (to !== undefined && !isEnd(to, exchange.to)) return false;
  return message === undefined || fitRank[fitRequest(readLabel(message), exchange, vocabulary)] >= fitRank.inferred;
}

function isEnd(pattern: string, endpoint: Endpoint): boolean {
  if (endpoint.type === 'outside') return pattern === 'outside';
  if (
    endpoint.type === 'service' &&
    endpoint.namespace &&
    fitsPattern(pattern, `${endpoint.namespace}/${endpoint.name}`)
  )
    return true;
  const names =
    endpoint.type === 'service' ? [endpoint.name] : [endpointName(endpoint), endpoint.address, endpoint.system];
  return names.some((name) => name !== '' && fitsPattern(pattern, name));
}

function hasAttributes(span: Span, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, pattern]) => {
    const value = span.attributes.get(name) ?? span.resource.attributes.get(name);
    return value !== undefined && fitsPattern(pattern, typeof value === 'string' ? value : String(value));
  });
}
