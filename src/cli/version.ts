import { createRequire } from 'node:module';

/** The package's own version; found by its name, so it matters not where this file was bundled to. */
export function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('asdrawn/package.json');
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '?';
}
