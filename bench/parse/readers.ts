/** Those that read drawings, each loaded when it is asked for. */
export type ReaderName = 'asdrawn' | 'mermaid' | 'maid';

/** Reads one drawing. What asdrawn reads becomes a model; the others keep or throw away what they like. */
export type Read = (path: string, text: string) => Promise<unknown>;

export const readers: Readonly<Record<ReaderName, () => Promise<Read>>> = {
  asdrawn: async () => {
    const [{ readDocument }, { SourceText }] = await Promise.all([import('#parsers'), import('#diagnostics')]);
    return (path, text) => readDocument(new SourceText(path, text));
  },
  mermaid: async () => {
    const { installBrowser } = await import('../../src/engines/browser.ts');
    installBrowser();
    const { perform } = await import('../../src/engines/mermaid.ts');
    return (_, text) => perform({ id: 0, engine: 'mermaid', wanted: 'verdict', text });
  },
  maid: async () => {
    const { validate } = await import('@probelabs/maid');
    return async (_, text) => validate(text);
  },
};
