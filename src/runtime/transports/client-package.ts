import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TransportError } from './messaging.ts';

/**
 * A broker's client, which whoever needs one installs beside asdrawn. asdrawn started by npx, or installed for all
 * projects, has no neighbours; then it is that of the project at hand.
 */
export async function clientPackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isAbsent(error, name)) throw error;
  }
  try {
    const main = createRequire(join(process.cwd(), 'package.json')).resolve(name);
    return (await import(pathToFileURL(main).href)) as T;
  } catch (error) {
    if (!isAbsent(error, name)) throw error;
    throw new TransportError(
      'transport/missing-package',
      `the package ${name} is not installed`,
      `Install it: \`npm install --save-dev ${name}\`, or for once \`npx -p asdrawn -p ${name} asdrawn …\`.`,
    );
  }
}

/** The package itself, not one that it needs in turn: that would be a broken installation. */
function isAbsent(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return isMissing && new RegExp(`(?:package|module) '${name}'`).test(message ?? '');
}
