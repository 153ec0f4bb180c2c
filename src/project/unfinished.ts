/** What must not be left behind where the process ends in the middle of its work. */

/** Each undoes one thing, at once and without an error. */
const undoings = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * While something is unfinished, Ctrl-C and other wishes to end undo it first; then the process ends by the signal, as
 * if nobody had listened, so that a shell sees 130 or 143. The function that is returned tells that it is finished.
 */
export function unfinished(undo: () => void): () => void {
  if (undoings.size === 0) {
    process.on('exit', undoAll);
    for (const signal of signals) process.on(signal, endBy);
  }
  undoings.add(undo);
  return () => {
    if (undoings.delete(undo) && undoings.size === 0) stopListening();
  };
}

function endBy(signal: NodeJS.Signals): void {
  // Who else listens, such as --watch, ends in order and undoes nothing.
  if (process.listenerCount(signal) > 1) return;
  undoAll();
  process.kill(process.pid, signal);
}

function undoAll(): void {
  stopListening();
  for (const undo of undoings) undo();
  undoings.clear();
}

function stopListening(): void {
  process.off('exit', undoAll);
  for (const signal of signals) process.off(signal, endBy);
}
