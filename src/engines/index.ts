/**
 * The official tools themselves, without a browser: mermaid and PlantUML's own JavaScript build. They are large, so that
 * this room is only ever imported when a diagram needs them, and each starts with its first diagram.
 */
import { Engine } from './engine.ts';
import type { Verdict } from './verdict.ts';

export { Engine, type Limits } from './engine.ts';
export type { Verdict } from './verdict.ts';

const mermaid = new Engine('mermaid');
const plantuml = new Engine('plantuml');

/** What mermaid says of a diagram, frontmatter and all. Its lines are those of `text`. */
export async function checkMermaid(text: string): Promise<Verdict> {
  return (await mermaid.perform('verdict', text)).verdict;
}

/** What PlantUML says of a diagram from `@start…` to `@end…`. It reads no other files, and lays out without Graphviz. */
export async function checkPlantuml(text: string): Promise<Verdict> {
  return (await plantuml.perform('verdict', text)).verdict;
}

/** A PlantUML diagram as SVG, in letters of estimated width; absent where it is not accepted. */
export async function renderPlantuml(text: string): Promise<{ readonly verdict: Verdict; readonly svg?: string }> {
  return plantuml.perform('drawing', text);
}

/** Ends the engines' threads. Not needed before a process ends: idle engines keep none alive. */
export async function closeEngines(): Promise<void> {
  await Promise.all([mermaid.close(), plantuml.close()]);
}
