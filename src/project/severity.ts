import type { Finding } from '#checks';

export function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
