/** What a repository has: its files, the diagrams in them, the services around them. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import type { Lifeline } from '#model';
import { discover, isSequence, nameOf, readFile } from '../drawings.ts';
import { bytesOf, filesIn, filesInGit } from '../files.ts';
import {
  isCompose,
  isEnvironmentFile,
  isKubernetes,
  serviceOfEnvironmentFile,
  servicesOfCompose,
  servicesOfKubernetes,
} from './deployments.ts';
import { initFindings } from './findings.ts';
import { isManifest, serviceOfManifest, testCommandOf } from './manifests.ts';
import type { FoundService } from './service.ts';

export interface DrawnParticipant {
  /** How the configuration calls it. */
  readonly key: string;
  readonly names: readonly string[];
  readonly kind: Lifeline['kind'];
}

export interface Survey {
  readonly files: readonly string[];
  readonly where: string;
  /** Files with diagrams in them. */
  readonly drawn: readonly {
    readonly path: string;
    readonly sequences: readonly string[];
    readonly diagrams: number;
  }[];
  readonly participants: readonly DrawnParticipant[];
  readonly services: readonly FoundService[];
  readonly testCommand?: string;
  readonly findings: readonly Finding[];
}

/** Nobody writes a manifest longer than this many bytes. */
const most = 1_000_000;

export async function survey(cwd: string): Promise<Survey> {
  const files = (await filesInGit(cwd)) ?? (await filesIn(cwd, { pattern: '**/*', hidden: true, noun: 'file' }));
  const said: Finding[] = [];
  const { found, where } = await discover([], cwd);
  const drawn: Survey['drawn'][number][] = [];
  const participants = new Map<string, DrawnParticipant>();
  for (const each of found.files) {
    const file = await readFile(each, cwd);
    if ('code' in file) {
      said.push({ ...file, severity: 'warning' });
      continue;
    }
    const { drawings } = file.document;
    const sequences = drawings.filter(isSequence);
    if (drawings.length > 0)
      drawn.push({ path: file.path, diagrams: drawings.length, sequences: sequences.map(nameOf) });
    for (const lifeline of sequences.flatMap(({ interaction }) => interaction?.lifelines ?? [])) {
      const participant = asParticipant(lifeline);
      if (!participants.has(participant.key)) participants.set(participant.key, participant);
    }
  }
  const around = await servicesAround(files, cwd);
  return {
    ...{ files, where, drawn, participants: [...participants.values()], services: around.services },
    ...(around.testCommand !== undefined && { testCommand: around.testCommand }),
    findings: [...said, ...around.findings],
  };
}

/** A label may go over several lines, which no key of a configuration should. */
function asParticipant({ id, label, kind }: Lifeline): DrawnParticipant {
  const isPlain = /^[^\n\\<>]{1,60}$/.test(label.trim());
  return { key: isPlain ? label.trim() : id, names: [...new Set([label, id])], kind };
}

async function servicesAround(files: readonly string[], cwd: string) {
  const services: FoundService[] = [];
  const said: Finding[] = [];
  let testCommand: string | undefined;
  for (const path of files) {
    const isYaml = /\.ya?ml$/.test(path);
    if (!isYaml && !isManifest(path) && !isEnvironmentFile(path)) continue;
    const size = await stat(resolve(cwd, path)).then(
      (known) => known.size,
      () => 0,
    );
    if (size === 0 || size > most) continue;
    const bytes = await bytesOf(path, cwd);
    if (!(bytes instanceof Uint8Array)) continue;
    const text = new TextDecoder().decode(bytes);
    if (isManifest(path)) {
      services.push(...present(serviceOfManifest(path, text)));
      if (!path.includes('/')) testCommand ??= testCommandOf(path, text);
    } else if (isEnvironmentFile(path)) services.push(...present(serviceOfEnvironmentFile(path, text)));
    else if (isCompose(path)) {
      const found = servicesOfCompose(path, text);
      if (found) services.push(...found);
      else said.push(initFindings.notLookedInto(path));
    } else if (isKubernetes(path, text)) {
      const found = servicesOfKubernetes(path, text);
      if (found) services.push(...found);
      else said.push(initFindings.notLookedInto(path));
    }
  }
  return { services: merged(services), findings: said, ...(testCommand !== undefined && { testCommand }) };
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** What lies in the same folder, or is called the same by two files, is one service. */
function merged(found: readonly FoundService[]): readonly FoundService[] {
  const all: FoundService[] = [];
  for (const each of found) {
    const index = all.findIndex(
      (other) =>
        (each.folder !== undefined && each.folder !== '.' && each.folder === other.folder) ||
        each.names.some((name) => other.names.includes(name)),
    );
    const other = all[index];
    if (!other) all.push(each);
    else
      all[index] = {
        ...each,
        ...other,
        names: [...new Set([...other.names, ...each.names])],
        ...reportedOf(other, each),
      };
  }
  return all;
}

function reportedOf(one: FoundService, other: FoundService): Pick<FoundService, 'reported'> {
  const reported = one.reported ?? other.reported;
  return reported === undefined ? {} : { reported };
}
