/**
 * A recording in short: one span a line, as `trace span parent service kind from-to name | key=value …`, with times in
 * milliseconds and `-` for no parent. Letters stand for ids.
 */
export function otlpJson(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return JSON.stringify({ resourceSpans: lines.map(resourceSpan) });
}

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const epoch = 1_700_000_000_000;

function resourceSpan(line: string): object {
  const [head = '', tail = ''] = line.split(' | ');
  const [trace = '', span = '', parent = '', service = '', kind = '', times = '', ...name] = head.trim().split(/\s+/);
  const [from = 0, to = 0] = times.split('-').map(Number);
  return {
    resource: { attributes: [attribute(`service.name=${service}`)] },
    scopeSpans: [
      {
        scope: { name: 'hand-made' },
        spans: [
          {
            traceId: idOf(trace, 32),
            spanId: idOf(span, 16),
            ...(parent === '-' ? {} : { parentSpanId: idOf(parent, 16) }),
            name: name.join(' '),
            kind: kinds.indexOf(kind),
            startTimeUnixNano: `${epoch + from}000000`,
            endTimeUnixNano: `${epoch + to}000000`,
            attributes: tail.trim().split(/\s+/).filter(Boolean).map(attribute),
          },
        ],
      },
    ],
  };
}

function attribute(pair: string): object {
  const [key = '', value = ''] = pair.split('=');
  return { key, value: /^\d+$/.test(value) ? { intValue: value } : { stringValue: value } };
}

function idOf(letters: string, length: number): string {
  return Buffer.from(letters).toString('hex').padEnd(length, '0');
}
