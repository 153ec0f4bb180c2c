import type { LiveReading } from '../live/live-drawing.ts';
import { readSchemas, type Schemas } from './read-schemas.ts';
import { schemaNamesOf } from './schema-names.ts';

/** The schemas for a drawing's bodies: those that were named, else those that are configured; undefined without either. */
export async function schemasFor(
  { live, schemas: configured }: LiveReading,
  named: string | undefined,
  cwd: string,
): Promise<Schemas | undefined> {
  const folder = named === undefined ? configured : { folder: named };
  if (!folder || !live) return undefined;
  return readSchemas(folder, schemaNamesOf(live.interaction), cwd);
}
