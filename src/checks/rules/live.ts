import { family } from './rules.ts';

/** What concerns drawings that are played in real time, by `asdrawn stub` and `asdrawn run --only`. */
export const liveRules = family('live', [
  [
    'unexpected-request',
    'error',
    'somebody was asked for something that is not drawn, or not drawn to come now',
    'Correct the service, or draw the request. It was answered with 501, and the run went on.',
  ],
  [
    'unexpected-reply',
    'error',
    'a call was answered with a status that is not drawn, or before what has to come first',
    'Correct the service, or draw the answer.',
  ],
  [
    'unexpected-message',
    'error',
    'something was published that is not drawn, or not drawn to come now',
    'Correct the service, or draw the message.',
  ],
  [
    'nobody-subscribed',
    'error',
    'what is drawn to reach the service over a broker was published, and nobody had subscribed to it',
    'Does the service use this broker, and this name? A service that is still starting is waited for, `--start-timeout` long.',
  ],
  [
    'did-not-come',
    'error',
    'something that is drawn did not come within the time that was waited',
    'Did the service end its work before, or call somebody else? `--timeout` waits longer.',
  ],
  [
    'no-answer',
    'error',
    'a call was not answered within the time that was waited',
    'Is the service hung? `--timeout` waits longer.',
  ],
  [
    'wrong-body',
    'error',
    'a body that came is not as its JSON Schema says',
    'Correct the service, or the schema; docs/contract-tests.md says which file is for which body.',
  ],
  ['garbage', 'error', 'what came back was no HTTP reply', 'Is another protocol spoken at this port?'],
  ['refused', 'error', 'nobody listens where a call was to go', 'Start the service before, or correct its address.'],
  ['port-taken', 'error', 'a port to listen on is taken', 'Leave the port out to have a free one, or end who uses it.'],
  ['not-listening', 'error', 'a port cannot be listened on', 'Choose another port, above 1023.'],
  [
    'handler-threw',
    'error',
    'the handler of a participant threw',
    'A handler returns an answer as it is drawn, or nothing.',
  ],
  [
    'never-started',
    'error',
    'the command after `--` did not start, did not listen, or ended too early',
    'Its own output tells more. `--start-timeout` waits longer.',
  ],
  [
    'nothing-came',
    'warning',
    'nobody asked for anything while participants were listening',
    'Was the service told where its neighbours listen?',
  ],
  ['interrupted', 'note', 'a signal ended the run', 'The verdict is about what had happened by then.'],
  [
    'nobody-decides',
    'warning',
    'a choice begins at several participants, of which only some are played: whoever sends first decides',
    'Let every way of the choice begin with the same participant. Ours wait for `--timeout` before they send; what the service begins afterwards came too late, and is told as such.',
  ],
  [
    'unreadable-route',
    'error',
    'no HTTP request can be made of a label, for it names no path',
    'Write method and path on the arrow: `POST /orders/{id}`.',
  ],
  ['no-target', 'error', 'somebody has to be called, and it was not said where', 'Say so with `--target` or `--at`.'],
  [
    'left-alone',
    'note',
    'a store or a broker cannot be stubbed over HTTP; what is drawn there is taken to have happened',
    'Give the service a store or a broker of its own.',
  ],
  ['unknown-participant', 'error', 'the drawing has no such participant', 'The finding lists those that it has.'],
  ['unknown-choice', 'error', 'the drawing has no such choice', 'The finding lists those that it has.'],
  [
    'not-ours-to-choose',
    'warning',
    'what was chosen is not for a participant of ours to choose',
    'Whichever way the service takes is followed. What it takes depends on what it is sent and answered.',
  ],
  [
    'which-drawing',
    'error',
    'one drawing is to be played, and it is not clear which',
    'Name it after its file: `docs/shop.md#Checkout`.',
  ],
  ['bad-address', 'error', 'an address cannot be read', 'It looks like `http://127.0.0.1:3000`.'],
]);
