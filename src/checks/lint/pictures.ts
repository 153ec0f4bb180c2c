/** Is it a file of the repository? */
export function isLocal(url: string): boolean {
  return (
    url !== '' &&
    !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\/|\{)/i.test(url) &&
    /\.(?:png|svg|jpe?g|gif|webp)(?:[?#].*)?$/i.test(url)
  );
}

/** The file that a document shows, as documents are called; undefined where it is none of the repository's. */
export function pictureFile(document: string, url: string): string | undefined {
  return isLocal(url) ? resolved(document, url) : undefined;
}

/** Does it say that it shows a diagram? */
export function isDiagram(url: string, alt: string): boolean {
  return /diagram|sequence|\bflow|uml|\bc4\b|architect|\bstate|component|deployment|topolog/i.test(`${url} ${alt}`);
}

/** The path of a picture, as documents are called. */
export function resolved(document: string, url: string): string {
  const steps: string[] = [];
  const plain = decoded(url.replace(/[?#].*$/, ''));
  for (const step of [...document.split('/').slice(0, -1), ...plain.split('/')]) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return (document.startsWith('/') ? '/' : '') + steps.join('/');
}

/** Where the source of a picture would be: beside it, or in a folder beside its own. */
export function sourcesOf(file: string): string[] {
  const bare = file.replace(/\.\w+$/, '');
  const name = bare.split('/').at(-1)!;
  const above = bare.split('/').slice(0, -2).join('/');
  const extensions = ['puml', 'mmd', 'plantuml', 'mermaid', 'pu', 'iuml', 'wsd', 'drawio', 'excalidraw', 'dot', 'd2'];
  const folders = [
    bare,
    [above, name].filter(Boolean).join('/'),
    ...['src', 'source', 'sources', 'puml', 'plantuml', 'mermaid'].map((folder) =>
      [above, folder, name].filter(Boolean).join('/'),
    ),
  ];
  return folders.flatMap((path) => extensions.map((extension) => `${path}.${extension}`));
}

/** Words that name something: no numbers, and none that every picture of a diagram has. */
export function wordsOf(text: string): string[] {
  const vague =
    /^(?:\d+|the|and|for|with|png|svg|jpg|img|image|images|picture|pictures|fig|figure|diagram|diagrams|sequence|flow|flows|chart|uml|system|service|docs|generated|pattern|overview|of|to|a|an|in)$/;
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !vague.test(word) && !/^\d/.test(word));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
