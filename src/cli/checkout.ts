import { isAbsolute, relative, resolve } from 'node:path';
import type { Checkout } from '#reports';

/**
 * Where a CI server has checked the sources out, and where it shows them. Its reports name files from the checkout's
 * root, and a comment is no page that a relative link could start from. Nothing where no server says so.
 */
export function checkoutOf(env: NodeJS.ProcessEnv, cwd: string): Checkout | undefined {
  const root = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR;
  if (!root) return undefined;
  const way = relative(resolve(root), resolve(cwd)).replaceAll('\\', '/');
  const isOutside = way === '..' || way.startsWith('../') || isAbsolute(way);
  if (isOutside) return undefined;
  const pages = pagesOf(env);
  return { folder: way === '' ? '' : `${way}/`, ...(pages !== undefined && { pages }) };
}

function pagesOf(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  if (server && repository && commit) return `${server}/${repository}/blob/${commit}/`;
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: sha } = env;
  return project && sha ? `${project}/-/blob/${sha}/` : undefined;
}
