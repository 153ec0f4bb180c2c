/** From models to text in both languages. Pure; knows no file. */

export { printMermaid } from './mermaid/print.ts';
export { printPlantuml } from './plantuml/print.ts';
export type { Loss, Printed } from './printed.ts';
export { type TidyKind, tidy } from './tidy/tidy.ts';
