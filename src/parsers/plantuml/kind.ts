/**
 * A line that no sequence diagram has and that a structure or a lifecycle may: an element that is no participant, names
 * in brackets, an arrow with a direction.
 */
const structural = new RegExp(
  [
    '^[^\\S\\n]*(?:(?:component|package|node|folder|frame|cloud|rectangle|artifact|storage|card|file|agent|stack|hexagon',
    '|person|label|port|portin|portout|usecase|interface|circle|process|action|archimate|together|json|map|state',
    '|left to right|top to bottom)[\\s/{]|\\(|\\[[^\\]\\n<>-]+\\]|\\[\\*\\]|:[^:\\n]+:)',
    '|[-.=~][<>|]{0,2}[ \\t]{0,8}(?:\\[[^\\]\\n]|\\(\\w|:\\w)',
  ].join(''),
  'im',
);

/** Is it worth the while to read the text as something other than a sequence first? */
export function mayBeStructure(text: string): boolean {
  return structural.test(text);
}

/** Statements that belong to diagrams other than sequences, by the kind they speak for. */
const evidence: readonly (readonly [string, RegExp])[] = [
  ['class', /^entity\s+[^{]*\{$|[|}][|o](?:--|\.\.)|(?:--|\.\.)[|o][|{]/i],
  ['state', /^state\b|\[\*\]|\[H\*?\]/i],
  ['timing', /^(?:robust|concise|clock|binary|analog|compact)\s+["\w]|^@[-+]?\d/i],
  [
    'activity',
    /^(?:start|stop|kill|detach|fork(?: again)?|end ?fork|end ?merge|repeat|backward|split(?: again)?|end ?split)$/i,
  ],
  [
    'activity',
    /^:.*[;|<>/\]}]$|^(?:if|else ?if|while|switch|repeat while)\s*\(|^(?:endif|endwhile|endswitch)\b|\(\*(?:top)?\)/i,
  ],
  ['activity', /^\|[^|]*\||^swimlane\b/i],
  [
    'class',
    /^(?:abstract(?:\s+class)?|class|enum|annotation|struct|protocol|exception|metaclass|dataclass|record)\s+\S/i,
  ],
  ['object', /^(?:object|map|json|diamond)\s+["\w]/i],
  [
    'component',
    /^(?:component|package|node|folder|frame|cloud|rectangle|artifact|storage|card|file|agent|stack|hexagon|person|label|port(?:in|out)?|container|together|archimate|interface|process|action|namespace)\b(?!\s*(?:-|<-))/i,
  ],
  [
    'usecase',
    /^(?:usecase\s+\S|actor\s+\()|^\(.*\)(?:\s+as\s+\S+)?$|\(\w[^()]*\)\s*[<.-]|[>.-]\s*\(\w[^()]*\)|^:[^:;]+:/i,
  ],
  [
    'component',
    /^(?:\(\)|\[[^\]]+\])|[-.>]\s*\[\w[^\]]*\]|^(?:actor|database|queue|entity|boundary|control|collections)\b[^{]*\{$/i,
  ],
  ['component', /^(?:left to right direction|top to bottom direction|allow_?mixing)\b/i],
  ['class', /[<^*o+#}|]?(?:<\|)?(?:--|\.\.|-|\.)(?:\|>)|<\|(?:--|\.\.|-)|[*}]--|--[*{]|[*o]--|--[*o]/],
  ['class', /(?<!\.)\.\.(?!\.)|\s\.(?:left|right|up|down|[lrud])?\.*>\s|<\.+\s/i],
  ['class', /^note\s+(?:"[^"]*"\s+)?as\s/i],
  ['component', /^(?:remove|restore)\s+[$@"<\w]|-\[[^\]]*\b(?:plain|norank|single|thickness)\b/i],
  ['component', /^"[^"]+"\s+as\s+\w+$|>>\s+as\s/i],
  ['component', /-(?:left|right|up|down|le?|ri?|up?|do?)(?:\[[^\]]*\])?-|^[\w."]+\s+(?:-+|\.+>?|=+>?|~+>?)\s+[\w."]+/i],
  ['state', /^[\w."]+\s*:\s*\S/],
];

/**
 * Which kind of diagram a text that is no proper sequence speaks for, judged by the lines that do not fit a sequence, and
 * how many of them say so.
 * PlantUML itself tries one kind after the other, sequences first.
 */
export function otherKind(misfits: readonly string[]): { readonly kind: string; readonly lines: number } | undefined {
  const votes = new Map<string, number>();
  for (const line of misfits) {
    // A drawing of a window says so in its first word, and looks like anything but.
    if (/^salt$/i.test(line.trim())) return { kind: 'salt', lines: misfits.length };
    const found = evidence.find(([, pattern]) => pattern.test(line.trim()));
    if (!found) continue;
    votes.set(found[0], (votes.get(found[0]) ?? 0) + 1);
  }
  let kind: string | undefined;
  for (const [candidate, count] of votes) if (kind === undefined || count > votes.get(kind)!) kind = candidate;
  return kind === undefined ? undefined : { kind, lines: votes.get(kind)! };
}
