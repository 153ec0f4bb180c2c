import {
  blanks,
  category,
  finderToken,
  Lexer,
  patternToken,
  type TokenOptions,
  type TokenType,
  untilFirst,
} from '../../lowering/lexing.ts';

/** Text up to the end of the statement; an entity (`#59;`) is not one. */
const text = '(?:[^#;\\r\\n]|#\\w+;)';
const wordEnd = '(?![\\p{L}\\p{N}_])';

/** Longest first. Mermaid 12, sequenceDiagram.jison. */
const arrows = [
  ...['<<-->>', '<<->>', '-->>', '->>', '-->', '->', '--x', '-x', '--)', '-)'],
  ...['--|\\', '--|/', '--\\\\', '--//', '/|--', '\\|--', '//--', '\\\\--'],
  ...['-|\\', '-|/', '-\\\\', '-//', '/|-', '\\|-', '//-', '\\\\-'],
];

/** Words that the official lexer takes for keywords wherever a name could begin. */
const reserved =
  'box|participant|actor|create|destroy|loop|rect|opt|alt|else|par_over|par|and|critical|option|break|end|left of' +
  '|right of|over|note|activate|deactivate|sequenceDiagram|autonumber|off';

/** A name may hold spaces and single hyphens, but nothing that looks like an arrow. */
const notInName = ['-x', '-X', '--', '-)', '-|\\', '-|/', '-\\', '-/', '/|-', '\\|-', '//-', '\\\\-', '()']
  .map(literal)
  .join('|');
const name = `(?:#\\w+;|[^/\\\\+()<>:,;\\-\\r\\n])+(?:(?!${notInName})-*(?:#\\w+;|[^+<>:,;\\-\\r\\n])+)*`;

function literal(text: string): string {
  return text.replace(/[\\|/()]/g, '\\$&');
}

function keyword(tokenName: string, words: string, options: TokenOptions = {}): TokenType {
  const starts = [...new Set([...words.matchAll(/(?:^|\|)([a-z])/gi)].map((match) => match[1]))].join('');
  return patternToken(tokenName, new RegExp(`(?:${words})${wordEnd}`, 'iu'), { starts, ...options });
}

/** A token from a head to the next closing brace. */
function closedToken(tokenName: string, head: RegExp, options: TokenOptions): TokenType {
  const end = untilFirst(/\}/);
  return finderToken(
    tokenName,
    (text, offset) => {
      head.lastIndex = offset;
      return head.test(text) ? end(text, head.lastIndex) : undefined;
    },
    options,
  );
}

/** All kinds of tokens of a sequence diagram, and the lexer over them. */
export type SequenceTokens = ReturnType<typeof makeTokens>;

function makeTokens() {
  const endPattern = /\r\n?|\n|;/u;
  const LineEnd = patternToken('LineEnd', endPattern, { starts: '\r\n;' });
  const StatementEnd = patternToken('StatementEnd', endPattern, { starts: '\r\n;', pop: true });
  const Space = patternToken('Space', /[^\S\r\n]+/u, { starts: blanks, skip: true });
  const Comment = patternToken('Comment', /#[^\r\n]*|%(?!\{)[^\r\n]*/u, { starts: '#%', skip: true });
  const LineComment = patternToken('LineComment', /#[^\r\n]*/u, { starts: '#', skip: true });

  const Create = keyword('Create', 'create');
  const Participant = keyword('Participant', 'participant|actor', { push: 'declaration' });
  const Destroy = keyword('Destroy', 'destroy', { push: 'declaration' });
  const Bar = keyword('Bar', 'activate|deactivate', { push: 'declaration' });
  const Block = keyword('Block', 'loop|rect|opt|alt|par_over|par|critical|break', { push: 'text' });
  const Separator = keyword('Separator', 'else|and|option', { push: 'text' });
  const Box = keyword('Box', 'box', { push: 'text' });
  const End = keyword('End', 'end');
  const Note = keyword('Note', 'note', { push: 'note' });
  const LinkHead = patternToken('LinkHead', /(?:links?|properties|details)(?=[ \t]+[^/\\+()<>:\n,;\s-])/iu, {
    starts: 'lpd',
    push: 'message',
  });
  const Title = patternToken('Title', new RegExp(`title(?::[ \\t]*|[ \\t])${text}*`, 'iu'), { starts: 't' });
  const AccessibleLine = patternToken('AccessibleLine', /acc(?:Title|Descr)[^\S\r\n]*:[^\r\n]*/iu, {
    starts: 'a',
    skip: true,
  });
  const AccessibleBlock = closedToken('AccessibleBlock', /accDescr\s*\{/iuy, { starts: 'a', skip: true });
  const AutoNumber = patternToken('AutoNumber', new RegExp(`autonumber${wordEnd}[^#;\\r\\n]*`, 'iu'), { starts: 'a' });

  const AnyName = category('AnyName');
  /** Signs that the official lexer calls invalid and the official grammar reads over where a statement could begin. */
  const Stray = patternToken('Stray', new RegExp(`(?!\\(\\)|${arrows.map(literal).join('|')})[/\\\\()<>]`, 'iu'), {
    starts: '/\\()<>',
  });
  /** Keywords of other places, which begin no statement either. */
  const Misplaced = keyword('Misplaced', 'left of|right of|over|off', { push: 'text' });
  const FirstName = patternToken('FirstName', new RegExp(name, 'u'), { push: 'message', is: AnyName });
  const Unknown = patternToken('Unknown', /[^\s;][^\r\n;]*/u, { push: 'text' });

  const Reserved = keyword('Reserved', reserved);
  const Name = patternToken('Name', new RegExp(name, 'u'), { is: AnyName });
  const Arrow = patternToken('Arrow', new RegExp(arrows.map(literal).join('|'), 'iu'), { starts: '<-/\\' });
  const Central = patternToken('Central', /\(\)/u, { starts: '(' });
  const Plus = patternToken('Plus', /\+/u, { starts: '+' });
  const Minus = patternToken('Minus', /-/u, { starts: '-' });
  const Comma = patternToken('Comma', /,/u, { starts: ',' });
  const Label = patternToken('Label', new RegExp(`:${text}*`, 'u'), { starts: ':' });
  const Placement = keyword('Placement', 'left of|right of|over');

  const Config = closedToken('Config', /@\{/uy, { starts: '@' });
  /** What a declaration names: one word before `as` or `@{`, else everything up to the end of the statement. */
  const Id = patternToken('Id', /[^<>:,;@\s]+(?=\s*@\{|[^\S\n]+as[^\S\n])|[^<>:,;@#\s][^<>:,;@#\r\n]*(?![^\r\n;#])/iu);
  const As = patternToken('As', /as(?=\s)/iu, { starts: 'a', pop: true, push: 'text' });
  const Text = patternToken('Text', new RegExp(`(?:[^\\s#;]|#\\w+;)${text}*`, 'u'));
  const Unexpected = patternToken('Unexpected', /-+|\S/u);
  const Undeclarable = patternToken('Undeclarable', /[^\s;][^\r\n;]*/u);

  const modes: Record<string, TokenType[]> = {
    line: [
      ...[
        Space,
        Comment,
        LineEnd,
        Create,
        Participant,
        Destroy,
        Bar,
        Block,
        Separator,
        Box,
        End,
        Note,
        LinkHead,
        Title,
      ],
      ...[AccessibleLine, AccessibleBlock, AutoNumber, Stray, Misplaced, FirstName, Unknown],
    ],
    text: [Space, Text, LineComment, StatementEnd],
    declaration: [Space, StatementEnd, Config, As, Id, LineComment, Undeclarable],
    message: [Space, Comment, StatementEnd, Label, Arrow, Central, Plus, Minus, Comma, Reserved, Name, Unexpected],
    note: [Space, Comment, StatementEnd, Label, Placement, Comma, Reserved, Name, Unexpected],
  };
  const own = {
    ...{ LineEnd, StatementEnd, Create, Participant, Destroy, Bar, Block, Separator, Box, End, Note, LinkHead, Title },
    ...{ AutoNumber, AnyName, Unknown, Reserved, Arrow, Central, Plus, Minus, Comma, Label, Placement, Config, Id, As },
    ...{ Text, Unexpected, Stray },
  };
  return { ...own, lexer: new Lexer(modes, 'line') };
}

let made: SequenceTokens | undefined;

export function sequenceTokens(): SequenceTokens {
  made ??= makeTokens();
  return made;
}
