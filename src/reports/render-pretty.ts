import type { RenderedPicture, RenderResult } from './picture-results.ts';
import type { ReportOptions } from './report.ts';
import { count, oneLine } from './terminal/text.ts';

/** The pictures that were made, each with its drawing; then the sum. What is wrong is told by findings. */
export function renderPretty({ mode, pictures }: RenderResult, { status }: ReportOptions): string {
  const written = pictures.filter(({ state }) => state === 'written');
  const lines = written.map(
    ({ path, source, line, painted }) => `${oneLine(path)}  from ${oneLine(source)}:${line}${paintSentence(painted)}\n`,
  );
  const sum = mode === 'write' ? writeSum(pictures) : checkSum(pictures);
  const gap = lines.length > 0 ? '\n' : '';
  return `${lines.join('')}${gap}${sum}\n${status && status.code !== 0 ? `  exit status ${status.code}: ${status.meaning}\n` : ''}`;
}

function paintSentence(painted: RenderedPicture['painted']): string {
  if (!painted) return '';
  const { seen, violated, unseen, unobservable } = painted;
  const parts = [`${seen} seen`, `${violated} violated`, `${unseen} never seen`];
  if (unobservable > 0) parts.push(`${unobservable} that cannot be seen`);
  return ` (${parts.join(', ')})`;
}

function writeSum(pictures: readonly RenderedPicture[]): string {
  const written = pictures.filter(({ state }) => state === 'written').length;
  const current = pictures.filter(({ state }) => state === 'current').length;
  return `${count(written, 'picture')} made${current > 0 ? `, ${current} up to date` : ''}`;
}

function checkSum(pictures: readonly RenderedPicture[]): string {
  const named = { current: 'up to date', stale: 'stale', missing: 'missing', unknown: 'that nobody can tell of' };
  const parts = Object.entries(named).flatMap(([state, said]) => {
    const amount = pictures.filter((picture) => picture.state === state).length;
    return amount > 0 || state === 'current' ? [`${amount} ${said}`] : [];
  });
  return `${count(pictures.length, 'picture')}: ${parts.join(', ')}`;
}
