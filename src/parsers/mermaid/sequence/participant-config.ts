import type { LifelineKind } from '#model';

export interface ParticipantConfig {
  readonly kind?: LifelineKind;
  readonly alias?: string;
}

const kinds = new Set<string>([
  'participant',
  'actor',
  'boundary',
  'control',
  'entity',
  'database',
  'collections',
  'queue',
]);

/**
 * What stands in `@{ … }`: pairs of YAML's flow style on one line, of its block style on several. Undefined where it
 * is neither, as Mermaid refuses it.
 */
export function readConfig(image: string): ParticipantConfig | undefined {
  const inside = image.replace(/^@\{/, '').replace(/\}$/, '');
  const pair =
    /\s*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|(\w+))\s*:\s*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s,"'{}[\]][^,\r\n]*))?\s*(?:,|(?=[\r\n])|$)/y;
  const found = new Map<string, string>();
  if (inside === '') return undefined;
  let at = 0;
  const end = inside.trimEnd().length;
  while (at < end) {
    pair.lastIndex = at;
    const match = pair.exec(inside);
    if (!match) return undefined;
    at = pair.lastIndex;
    found.set(match[1] ?? match[2] ?? match[3]!, (match[4] ?? match[5] ?? match[6] ?? '').trim());
  }
  const kind = found.get('type')?.toLowerCase();
  const alias = found.get('alias');
  return {
    ...(kind !== undefined && kinds.has(kind) ? { kind: kind as LifelineKind } : {}),
    ...(alias ? { alias } : {}),
  };
}
