import { family } from './rules.ts';

const parted = 'PlantUML parts the operands of every block by `else`; the fix writes it.';

/** About texts in PlantUML. */
export const plantumlRules = family('plantuml', [
  [
    'activation',
    'error',
    'a sign of Mermaid starts or ends an activation',
    'PlantUML writes `++` or `--` after the receiver: `A -> B ++ : text`.',
  ],
  ['and-in-par', 'error', 'the operands of a `par` are parted by `and`', parted],
  [
    'arrow',
    'error',
    'an arrow has no head, or is none of PlantUML’s',
    'The direction of the message is not known. Write `->` for a call and `-->` for an answer.',
  ],
  [
    'arrow-style',
    'error',
    'a style in an arrow is none that sequence diagrams have',
    'There are colours, `bold`, `dashed`, `dotted` and `hidden`, parted by commas.',
  ],
  ['colour', 'error', 'a colour is none', 'Write the name of one, or three or six hexadecimal digits.'],
  [
    'creation',
    'error',
    'after `create` something else happens than the message that creates',
    'PlantUML wants that message right after `create`.',
  ],
  [
    'else-in-block',
    'warning',
    'an `else` stands in a block that has no alternatives',
    'PlantUML draws it, but it says nothing. Write `alt` for a choice, `par` for what happens at the same time.',
  ],
  [
    'empty',
    'error',
    'a file or a diagram is empty',
    'Draw something, or remove it. Of a file that was only come upon in a folder it is a note, of a diagram among others a warning.',
  ],
  [
    'inactive',
    'error',
    'something is deactivated or destroyed before anything is drawn',
    'Let the participant do something first, or remove the line.',
  ],
  [
    'missing-text',
    'error',
    'a note or a reference says nothing',
    'Put the text after a colon, or on lines of its own with an end.',
  ],
  [
    'no-end',
    'error',
    'a diagram has no `@enduml`',
    'PlantUML would read into what follows. Put it on a line of its own after the diagram.',
  ],
  [
    'no-start',
    'warning',
    'a file has no `@startuml`',
    'PlantUML draws nothing of it. Files that are made to be included, with styles and macros alone, are not told when a folder is read.',
  ],
  [
    'not-evaluated',
    'warning',
    'a directive of the preprocessor is not evaluated',
    'The diagram is read without it, and may be another one than PlantUML draws.',
  ],
  [
    'not-expanded',
    'warning',
    'the call of a macro is not expanded',
    'What it draws is not known. Write it out, or check the output of `plantuml -preproc`.',
  ],
  [
    'note-place',
    'error',
    'a note stands where sequence diagrams have none',
    'Notes stand over, left or right of a participant, or across all.',
  ],
  [
    'note-targets',
    'error',
    'a note names too many participants for its place',
    'A note left or right is beside one; `note over A, C` names the first and the last.',
  ],
  ['option-in-critical', 'error', 'the operands of a `critical` are parted by `option`', parted],
  [
    'rejected',
    'error',
    'PlantUML itself does not accept a diagram of another kind',
    'The kinds that asdrawn does not read are held against the official tool, by `asdrawn parse`. It tells its first error only.',
  ],
  [
    'return',
    'error',
    'a `return` has no activation that it could return from',
    'Activate the receiver first (`A -> B ++`), or write the answer as a message.',
  ],
  ['stray-else', 'error', 'an `else` stands outside of every block', 'Open the block above it, or remove it.'],
  ['stray-end', 'error', 'an `end` closes nothing', 'Remove it, or write the head of the block above.'],
  ['syntax', 'error', 'a statement is not written as PlantUML wants it', 'The help of the finding shows the form.'],
  [
    'too-deep',
    'error',
    'blocks are nested too deep',
    'Nobody can follow them either. Move inner blocks to a diagram of their own and refer to it with `ref`.',
  ],
  [
    'unclosed-block',
    'warning',
    'a block has no `end`',
    'The related place says before which line one is missing. PlantUML closes it silently at the end of the diagram, and so draws more into it than was meant.',
  ],
  [
    'unclosed-text',
    'error',
    'a text over several lines has no end',
    'End it by `end note`, `end ref` and the like on a line of its own.',
  ],
  [
    'unknown-statement',
    'error',
    'a line is no statement of a sequence diagram',
    'Perhaps a slip, for which there is a fix, or a word of Mermaid.',
  ],
  [
    'unquoted-name',
    'error',
    'a name with spaces or signs has no quotes',
    'Put it in quotes, which is what the fix does, or give it a short name with `as`.',
  ],
]);
