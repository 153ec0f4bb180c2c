import { readFileSync } from 'node:fs';

/** One source of a corpus, with what the official tool makes of it. */
export interface Sample {
  /** Of a feature's probe: language and feature. */
  readonly id: string;
  readonly language: 'mermaid' | 'plantuml';
  readonly kind: string;
  readonly source: string;
  /** Absent where two releases of the official tool contradict each other: then both verdicts are right. */
  readonly accepted?: boolean;
  readonly facts: OfficialFacts;
}

/** What the official tool says is drawn; each only for the kinds that have it. */
export interface OfficialFacts {
  readonly actors?: readonly { readonly id: string; readonly label: string; readonly type: string }[];
  /** `type` is mermaid's LINETYPE. */
  readonly messages?: readonly {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly type: number;
  }[];
  readonly participants?: number;
  readonly vertices?: readonly { readonly id: string; readonly text: string }[];
  readonly edges?: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly subgraphs?: readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[];
  /** Of the outermost region alone. */
  readonly states?: readonly string[];
  readonly relations?: readonly { readonly from: string; readonly to: string; readonly text: string }[];
}

interface Row extends OfficialFacts {
  readonly id?: string;
  readonly feature?: string;
  readonly language: 'mermaid' | 'plantuml';
  readonly kind?: string;
  readonly source: string;
  readonly accepted: boolean;
  readonly accepted2022?: boolean;
}

const kindsByPrefix: Readonly<Record<string, string>> = {
  seq: 'sequence',
  flow: 'flowchart',
  comp: 'component',
  state: 'state',
};

/** The samples of a file with one JSON object a line. */
export function readSamples(path: string): Sample[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => sampleOf(JSON.parse(line)));
}

function sampleOf(row: Row): Sample {
  const { id, feature, language, kind, source, accepted, accepted2022, ...facts } = row;
  // PlantUML's JavaScript build rejects some of what the releases in Java accept, and newer ones accept more.
  const disputed = accepted2022 !== undefined && accepted2022 !== accepted;
  return {
    id: id ?? `${language} ${feature}`,
    language,
    kind: kind ?? kindsByPrefix[feature!.split(' ')[0]!]!,
    source,
    ...(disputed ? {} : { accepted }),
    facts,
  };
}
