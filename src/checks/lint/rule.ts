import type { Fix, Severity, SourceRange, SourceText } from '#diagnostics';
import type { Interaction, Lifecycle, Structure } from '#model';
import type { InteractionMeaning } from './interaction-meaning.ts';

/** A drawing as rules see it. */
export interface LintedDrawing {
  readonly path: string;
  readonly language: 'plantuml' | 'mermaid';
  /** `sequence`, `flowchart`, `component`, `state`, or the name of a kind that is not read. */
  readonly kind: string;
  readonly name?: string;
  /** The diagram's own lines in its file. */
  readonly range: SourceRange;
  readonly source: SourceText;
  readonly interaction?: Interaction;
  readonly structure?: Structure;
  readonly lifecycle?: Lifecycle;
  /** Was it read without an error? Of the others rules know only part. */
  readonly isSound: boolean;
  readonly directives: readonly LintDirective[];
}

/** A comment that speaks to asdrawn. */
export interface LintDirective {
  readonly text: string;
  readonly range: SourceRange;
  readonly below?: number;
}

export type LintedInteraction = LintedDrawing & {
  readonly interaction: Interaction;
  readonly meaning: InteractionMeaning;
};
export type LintedStructure = LintedDrawing & { readonly structure: Structure };
export type LintedLifecycle = LintedDrawing & { readonly lifecycle: Lifecycle };

/** A file with what is drawn in it. */
export interface LintedDocument {
  readonly path: string;
  readonly source: SourceText;
  readonly drawings: readonly LintedDrawing[];
  readonly pictures: readonly LintedPicture[];
}

/** A picture that a document shows. */
export interface LintedPicture {
  /** As it is written. */
  readonly url: string;
  readonly alt: string;
  readonly range: SourceRange;
  /** The nearest heading above. */
  readonly heading?: string;
}

/** All that is linted together, and what else there is around it. */
export interface Workspace {
  readonly documents: readonly LintedDocument[];
  /** Is there a file at this path, as documents are called? Also of files that are not linted. */
  readonly exists: (path: string) => boolean;
  /** What a picture that a document shows says of its drawing; undefined where it says nothing. */
  readonly pictureOf: (path: string) => KnownPicture | undefined;
}

/** A picture that says which text it was made from. */
export interface KnownPicture {
  /** The file of its drawing. */
  readonly source: string;
  /** `current`: it shows what the drawing says; `stale`: it does not; `source-gone`: there is no such file. */
  readonly state: 'current' | 'stale' | 'source-gone';
  /** Where the drawing is now, as far as it can be told. */
  readonly range?: SourceRange;
}

/** What a rule has to tell about a place. */
export interface Remark {
  readonly range: SourceRange;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  /** What stands at the place. */
  readonly label?: string;
  readonly related?: readonly { readonly path?: string; readonly range: SourceRange; readonly message: string }[];
  readonly fix?: Fix;
  /** The file, where it is not the one that is looked at. */
  readonly path?: string;
}

export type Tell = (remark: Remark) => void;

/** What an option may be set to, and what it is where nothing is set. */
export interface RuleOption {
  readonly value: number | boolean | string | readonly string[];
  readonly about: string;
}

export type RuleOptions = Readonly<Record<string, RuleOption['value']>>;

/** A text that shows what a rule means; places that are told stand in `<|…|>`. */
export interface RuleExample {
  readonly path: string;
  readonly text: string;
  /** What becomes of the text where all fixes are made. */
  readonly fixed?: string;
  readonly options?: RuleOptions;
  /** Files that are linted together with it, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What pictures among them say, by path. */
  readonly pictures?: Readonly<Record<string, KnownPicture>>;
}

/**
 * One thing to look after. Its code is `lint/<name>`; its documentation is what `asdrawn explain` shows, and its
 * examples are its tests. Of the `check…` functions there are those for what the rule is about.
 */
export interface Rule {
  readonly name: string;
  readonly severity: Severity | 'off';
  /** One sentence: what is told. */
  readonly summary: string;
  /** Markdown: why that matters, and when it does not. */
  readonly why: string;
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Only for sequences, and only for sound ones where the rule does not say otherwise. */
  readonly checkInteraction?: (drawing: LintedInteraction, tell: Tell, options: RuleOptions) => void;
  readonly checkStructure?: (drawing: LintedStructure, tell: Tell, options: RuleOptions) => void;
  readonly checkLifecycle?: (drawing: LintedLifecycle, tell: Tell, options: RuleOptions) => void;
  /** For drawings of every kind, also unsound ones: what only needs the text. */
  readonly checkDrawing?: (drawing: LintedDrawing, tell: Tell, options: RuleOptions) => void;
  readonly checkDocument?: (document: LintedDocument, tell: Tell, options: RuleOptions, workspace: Workspace) => void;
  readonly checkWorkspace?: (workspace: Workspace, tell: Tell, options: RuleOptions) => void;
}

export function codeOf({ name }: Pick<Rule, 'name'>): string {
  return `lint/${name}`;
}
