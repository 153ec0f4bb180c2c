import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import { findings } from '../findings.ts';

/**
 * Absolute paths of what is otherwise than where this branch left `ref`: committed since then, staged, unstaged and
 * untracked, deleted files among it. A finding with git's own words where git cannot tell.
 */
export async function changedSince(ref: string, cwd: string): Promise<ReadonlySet<string> | Finding> {
  // Git would take it for an option.
  if (ref.startsWith('-') || ref === '') return findings.unknownRevision(ref, 'that is no name of a commit');
  const base = await git(['merge-base', ref, 'HEAD'], cwd);
  if ('reason' in base) return findings.unknownRevision(ref, base.reason || 'it has no commit in common with HEAD');
  const up = await git(['rev-parse', '--show-cdup'], cwd);
  if ('reason' in up) return findings.unknownRevision(ref, up.reason);
  // From the top, so that paths are the same whatever `diff.relative` says, and files beside `cwd` are known too.
  const top = resolve(cwd, up.stdout.trim());
  const names = ['diff', '--no-ext-diff', '--no-renames', '--name-only', '-z'];
  const diff = await git([...names, base.stdout.trim(), '--'], top);
  if ('reason' in diff) return findings.unknownRevision(ref, diff.reason);
  const untracked = await git(['ls-files', '--others', '--exclude-standard', '-z'], top);
  if ('reason' in untracked) return findings.unknownRevision(ref, untracked.reason);
  const paths = `${diff.stdout}${untracked.stdout}`.split('\0').filter((path) => path !== '');
  return new Set(paths.map((path) => resolve(top, path)));
}

type Said = { readonly stdout: string } | { readonly reason: string };

function git(args: readonly string[], cwd: string): Promise<Said> {
  return new Promise((done) => {
    execFile('git', args, { cwd, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (!error) return done({ stdout });
      if ('code' in error && error.code === 'ENOENT') return done({ reason: 'git is not installed' });
      const [line = ''] = stderr.trim().split('\n');
      return done({ reason: line.replace(/^(?:fatal|error): /, '').trim() });
    });
  });
}
