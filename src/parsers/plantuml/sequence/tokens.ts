import {
  blanks,
  category,
  type Finder,
  finderToken,
  Lexer,
  onceEmpty,
  patternToken,
  type TokenOptions,
  type TokenType,
  untilFirst,
} from '../../lowering/lexing.ts';
import { decorations } from './decorations.ts';

/** Character classes of PlantUML's own commands (`[%pLN_.@]+`, CommandArrow.java). */
const name = '[\\p{L}\\p{N}_.@]+';
const wordEnd = '(?![\\p{L}\\p{N}_.@])';

const oneStyle = '(?:#\\w+|bold|dashed|dotted|hidden)';
const style = `\\[${oneStyle}(?:,${oneStyle})*\\]`;
const body = `(?:-+(?:${style}-*)?|${style}-+)`;
const leftHead = '(?:<<?_?|//?|\\\\\\\\?)';
const rightHead = '(?:_?>>?|//?|\\\\\\\\?)';
/** A circle or cross needs space (or the frame) beside it, else it is the name's own letter: `A->oB`. */
const leftMark = '(?:(?<![^\\s\\[\\]?])[ox])';
/** How far the line slants; before the line it needs a head there. */
const slant = '\\(\\d+\\)';
const rightMark = `(?:[ox](?=[ \\t]*[\\[\\]?]|[ \\t]+["{]|[ \\t]+${name})|${slant})`;
const arrow =
  `(?:(?:${leftMark}|${slant})?${leftHead}${body}${rightHead}?${rightMark}?|${leftMark}?${body}${rightHead}${rightMark}?` +
  `|${leftMark}${body}${rightMark}?|${body}${rightMark})`;
/** A keyword before an arrow is a lifeline's name: `end -> queue`. */
const notArrow = `(?![ \\t]*${arrow})`;

function keyword(tokenName: string, words: string, options: TokenOptions = {}): TokenType {
  const starts = [...new Set([...words.matchAll(/(?:^|\|)\(?(?:\?:)?([a-z])/g)].map((match) => match[1]))].join('');
  return patternToken(tokenName, new RegExp(`(?:${words})${wordEnd}${notArrow}`, 'iu'), { starts, ...options });
}

/** All kinds of tokens of a sequence diagram, and the lexer over them. */
export type SequenceTokens = ReturnType<typeof makeTokens>;

function makeTokens() {
  const kinds = 'participant|actor|boundary|control|entity|database|collections|queue';

  const NewLine = category('NewLine');
  const LineEnd = patternToken('LineEnd', /\r\n?|\n/u, { starts: '\r\n', is: NewLine });
  const StatementEnd = patternToken('StatementEnd', /\r\n?|\n/u, { starts: '\r\n', pop: true, is: NewLine });
  const Space = patternToken('Space', /[^\S\r\n]+/u, { starts: blanks, skip: true });
  const Comment = patternToken('Comment', /'[^\r\n]*/u, { starts: "'", skip: true });
  const blockCommentEnd = untilFirst(/'\//);
  const BlockComment = finderToken(
    'BlockComment',
    (text, offset) => (text.startsWith("/'", offset) ? blockCommentEnd(text, offset + 2) : undefined),
    { starts: '/', skip: true },
  );

  const Declare = patternToken(
    'Declare',
    new RegExp(`(?:create[ \\t]+(?:${kinds})(?=[ \\t]+["\\p{L}\\p{N}_.@])|(?:${kinds})${wordEnd}${notArrow})`, 'iu'),
    { starts: 'pabcedq', push: 'declaration' },
  );
  const Create = keyword('Create', 'create', { push: 'declaration' });
  // `loop(3)` is no loop, `alt#gold` has a colour.
  const Group = keyword('Group', '(?:alt|opt|loop|par2|par|break|critical|group|partition)(?=[\\s#]|$)', {
    push: 'text',
  });
  const Separator = keyword('Separator', '(?:else|also|and|option)(?=\\s|$)', { push: 'text' });
  const EndBox = keyword('EndBox', 'end[ \\t]?box', { push: 'text' });
  const End = keyword('End', 'end(?=\\s|$)', { push: 'text' });
  const Box = keyword('Box', 'box(?=[\\s#]|$)', { push: 'text' });
  const NoteHead = keyword('NoteHead', 'note|hnote|rnote', { push: 'note' });
  const RefHead = patternToken('RefHead', /ref(?:#\w+)?[ \t]+over(?=[ \t])/iu, { starts: 'r', push: 'ref' });
  const Lifecycle = keyword('Lifecycle', 'activate|deactivate|destroy', { push: 'message' });
  const Return = keyword('Return', 'return', { push: 'text' });
  const AutoActivate = keyword('AutoActivate', 'autoactivate', { push: 'text' });
  const Divider = patternToken('Divider', /==[^\r\n]*==(?=[^\S\r\n]*(?:[\r\n]|$))/u, { starts: '=' });
  const Delay = patternToken('Delay', /(?:\.{3}|…)(?:[^\r\n]*(?:\.{3}|…))?(?=[^\S\r\n]*(?:[\r\n]|$))/u, {
    starts: '.…',
  });
  const VerticalSpace = patternToken('VerticalSpace', /\|\|\d*\|+(?=[^\S\r\n]*(?:[\r\n]|$))/u, {
    starts: '|',
    skip: true,
  });
  const Parallel = patternToken('Parallel', /&/u, { starts: '&' });
  /** `/ note …` puts a note beside the one before. */
  const Beside = patternToken('Beside', /\/(?=[ \t]*[hr]?note)/iu, { starts: '/', skip: true });
  const Anchor = patternToken('Anchor', /\{[\p{L}\p{N}_]+\}(?![^\s<])/u, { starts: '{' });

  /** What names a lifeline. */
  const Identifier = category('Identifier');
  const Frame = category('Frame');
  const Arrow = category('Arrow');
  const arrowStarts = '<-/\\([';
  const quoted = /"[^"\r\n]+"/u;
  const Quoted = patternToken('Quoted', quoted, { starts: '"', is: Identifier });
  const Name = patternToken('Name', new RegExp(name, 'u'), { is: Identifier });
  // The frame touches the arrow's head.
  const InnerFrame = patternToken('InnerFrame', /(?<=[-<>/\\\\ox\])])[[\]?](?!\[)/iu, { starts: '[]?', is: Frame });
  const InnerArrow = patternToken('InnerArrow', new RegExp(arrow, 'iu'), { starts: `${arrowStarts}ox`, is: Arrow });
  const first = { push: 'message' };
  const FirstQuoted = patternToken('FirstQuoted', quoted, { starts: '"', is: Identifier, ...first });
  const FirstName = patternToken('FirstName', new RegExp(name, 'u'), { is: Identifier, ...first });
  const FirstFrame = patternToken('FirstFrame', new RegExp(`[\\[\\]?](?=${arrow})`, 'iu'), {
    starts: '[]?',
    is: Frame,
    ...first,
  });
  const FirstArrow = patternToken('FirstArrow', new RegExp(`(?![ox])${arrow}`, 'iu'), {
    starts: arrowStarts,
    is: Arrow,
    ...first,
  });
  const Unknown = patternToken('Unknown', /\S[^\r\n]*/u, { push: 'text' });

  const As = patternToken('As', /as(?=[ \t]+["\p{L}\p{N}_.@]|")/iu, { starts: 'a' });
  const Activation = patternToken('Activation', /\+\+--|--(?:\+\+|(?!-))|\+\+|\*\*|!!/u, { starts: '+-*!' });
  const And = patternToken('And', /&(?=[ \t])/u, { starts: '&' });
  const Stereotype = patternToken('Stereotype', /<<[^\r\n]*?>>/u, { starts: '<' });
  const Url = patternToken('Url', /\[\[[^\r\n]*?\]\]/u, { starts: '[' });
  const Colour = patternToken(
    'Colour',
    /#(?:(?:\w+(?:[-\\|/]\w+)?;)?(?:(?:text|back|header|line(?:\.\w+)?|shadowing)(?::\w+(?:[-\\|/]\w+)?)?(?:;|(?![\w;:.])))+|\w+(?:[-\\|/]\w+)?)/iu,
    { starts: '#' },
  );
  /** What stands beside a note's or reference's head: after a colon, or on the lines below. */
  const NoteText = category('NoteText');
  const Label = patternToken('Label', /:[^\r\n]*/u, { starts: ':' });
  const Order = patternToken('Order', /order[ \t]+-?\d+(?![^\s<[#])/iu, { starts: 'o' });
  const headEnd = untilFirst(/(?<![^\r\n])[^\S\r\n]*\]/u);
  /** `participant A [` … `]`: a head of several lines. */
  const Head = finderToken(
    'Head',
    (text, offset) =>
      /^\[[^\S\r\n]*[\r\n]/u.test(text.slice(offset, offset + 80)) ? headEnd(text, offset + 1) : undefined,
    { starts: '[' },
  );
  const Placement = patternToken('Placement', new RegExp(`(?:left|right|over|across|top|bottom)${wordEnd}`, 'iu'), {
    starts: 'lroatb',
  });
  const Of = patternToken('Of', /of(?=[ \t])/iu, { starts: 'o' });
  const Comma = patternToken('Comma', /,/u, { starts: ',' });
  const NoteLabel = patternToken('NoteLabel', /:[^\r\n]*/u, { starts: ':', pop: true, is: NoteText });
  const noteBody = bodyTokens('Note', /(?<![^\r\n])[^\S\r\n]*end[^\S\r\n]?[hr]?note[^\S\r\n]*(?![^\r\n])/iu, NoteText);
  const refBody = bodyTokens('Ref', /(?<![^\r\n])[^\S\r\n]*end[^\S\r\n]?(?:ref)?[^\S\r\n]*(?![^\r\n])/iu, NoteText);
  const Text = patternToken('Text', /\S[^\r\n]*/u);
  /** Rows of one sign are taken whole, so that no token is tried at each of them. */
  const Unexpected = patternToken('Unexpected', /-+|\[+|<+|"+|\S/u);

  const decoration = decorations();

  const inMessage = [
    Space,
    BlockComment,
    StatementEnd,
    Label,
    InnerArrow,
    Activation,
    Url,
    InnerFrame,
    Anchor,
    Stereotype,
    Colour,
  ];
  const modes: Record<string, TokenType[]> = {
    line: [
      ...[Space, Comment, BlockComment, LineEnd, ...decoration.tokens],
      ...[Declare, Create, Group, Separator, EndBox, End, Box, NoteHead, RefHead, Lifecycle, Return, AutoActivate],
      ...[
        Divider,
        Delay,
        VerticalSpace,
        Parallel,
        Beside,
        Anchor,
        FirstQuoted,
        FirstName,
        FirstFrame,
        FirstArrow,
        Unknown,
      ],
    ],
    text: [Space, StatementEnd, Text],
    message: [...inMessage, Quoted, As, And, Name, Unexpected],
    declaration: [
      Space,
      BlockComment,
      StatementEnd,
      Order,
      Stereotype,
      Url,
      Head,
      Colour,
      Quoted,
      As,
      Name,
      Unexpected,
    ],
    note: [
      ...[Space, ...noteBody, StatementEnd, NoteLabel, Placement, Of, Comma, Stereotype, Url, Colour, Quoted, Name],
      Unexpected,
    ],
    ref: [Space, ...refBody, StatementEnd, NoteLabel, Comma, Stereotype, Url, Colour, Quoted, Name, Unexpected],
  };
  const own = {
    ...{
      LineEnd,
      StatementEnd,
      Declare,
      Create,
      Group,
      Separator,
      EndBox,
      End,
      Box,
      NoteHead,
      RefHead,
      Lifecycle,
      Return,
      AutoActivate,
    },
    ...{
      Divider,
      Delay,
      Parallel,
      Anchor,
      Quoted,
      Name,
      Identifier,
      Frame,
      Arrow,
      Unknown,
      As,
      Activation,
      And,
      Stereotype,
      Url,
      Colour,
    },
    ...{
      Label,
      Order,
      Head,
      Placement,
      Of,
      Comma,
      NoteText,
      Text,
      Unexpected,
      Title: decoration.title,
      HideUnlinked: decoration.hideUnlinked,
    },
  };
  return { ...own, lexer: new Lexer(modes, 'line') };
}

/** The lines below a head without text, up to the line that ends them; or all that is left where none does. */
function bodyTokens(prefix: string, terminator: RegExp, is: TokenType): TokenType[] {
  const end = untilFirstOutside(terminator);
  const starts = (text: string, offset: number) => text[offset] === '\n' || text[offset] === '\r';
  const find: Finder = (text, offset) => (starts(text, offset) ? end(text, offset + 1) : undefined);
  const rest: Finder = (text, offset) => (starts(text, offset) ? text.length : undefined);
  const Closed = finderToken(`${prefix}Body`, find, { starts: '\r\n', pop: true, is });
  const Unclosed = finderToken(`Unclosed${prefix}Body`, rest, { starts: '\r\n', pop: true, is });
  return [Closed, Unclosed];
}

/** Where the text ends that runs until a line like this; diagrams within it, between `{{` and `}}`, are skipped. */
function untilFirstOutside(terminator: RegExp): (text: string, from: number) => number | undefined {
  const line = new RegExp(`^[^\\S\\r\\n]*(?:(\\{\\{[a-z]*[^\\S\\r\\n]*$)|(\\}\\}))|${terminator.source}`, 'gimu');
  return onceEmpty((text, from) => {
    let depth = 0;
    line.lastIndex = from;
    for (let match = line.exec(text); match; match = line.exec(text)) {
      if (match[1]) depth += 1;
      else if (match[2]) depth -= 1;
      else if (depth <= 0) return line.lastIndex;
    }
    return undefined;
  });
}

let made: SequenceTokens | undefined;

export function sequenceTokens(): SequenceTokens {
  made ??= makeTokens();
  return made;
}
