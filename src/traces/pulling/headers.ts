import type { Problem } from '../readers/problems.ts';
import { pullProblems } from './problems.ts';

/** The form of `OTEL_EXPORTER_OTLP_HEADERS`, in which spaces may stand as they are: `Authorization=Bearer …,a=b`. */
export function parseHeaders(text: string): {
  readonly headers: Readonly<Record<string, string>>;
  readonly problem?: Problem;
} {
  const headers: Record<string, string> = {};
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*)$/.exec(entry) ?? [];
    const decoded = decode(value);
    // A value is never shown: it may be a secret.
    if (name === '' || decoded === undefined || /[\r\n\0]/.test(decoded)) {
      return { headers: {}, problem: pullProblems.badHeaders(entry.split('=', 1)[0] ?? '') };
    }
    headers[name] = decoded;
  }
  return { headers };
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
