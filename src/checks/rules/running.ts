import { family } from './rules.ts';

/** About drawings that are executed; docs/run.md tells of them. */
export const runRules = family('run', [
  [
    'unresolved-ref',
    'error',
    'the drawing refers to another one that was not found, so nobody knows what happens there',
    'Name the file that holds it as well, or draw a sequence with this title.',
  ],
  [
    'endless-ref',
    'error',
    'a drawing refers to itself, directly or through others, and would never end',
    'Draw the repetition as a loop.',
  ],
  [
    'nothing-to-run',
    'error',
    'the drawing has no messages',
    'Draw who sends what to whom: `Client -> Orders : POST /orders`.',
  ],
  [
    'too-large',
    'error',
    'a run of the drawing has more messages than can be kept',
    'Loops in loops multiply. Choose smaller counts: `--choose <line>=<count>`.',
  ],
  [
    'nothing-to-strike',
    'error',
    'a fault that was asked for finds nothing in the run that it could strike',
    'Some kinds strike only some messages: an error status needs an answer, a wrong count a loop with a bound. `--mutate all` lists what can go wrong where.',
  ],
  [
    'unknown-choice',
    'error',
    'no run came to the choice that was to be made',
    'The finding lists the choices that are drawn. One inside a branch is met only if that branch is chosen as well.',
  ],
  [
    'choice-by-nobody',
    'warning',
    'no participant can make a choice alone: the branches begin with different services',
    'A run decides for all of them and goes on. Services that are built so would have to guess: let one of them begin every branch, with a message that tells the others.',
  ],
]);
