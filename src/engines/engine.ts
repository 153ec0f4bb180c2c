import { Worker } from 'node:worker_threads';
import type { Answer, EngineName, Task, Verdict } from './verdict.ts';

export interface Limits {
  /** Milliseconds for one diagram; then its thread is ended and the next diagram gets a new one. */
  readonly diagram: number;
  /** Milliseconds until the engine is loaded. */
  readonly start: number;
}

const usual: Limits = { diagram: 10_000, start: 60_000 };

type Result = Omit<NonNullable<Answer>, 'id'>;
type Extras = Pick<Task, 'dark' | 'fonts' | 'program'>;

/** Sources run as they are; what is bundled lies in one folder, the threads' programs in one below. */
const program = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './engines/worker.js', import.meta.url);

/** An official tool in a thread of its own: it may hang or crash without harm, and changes no globals of ours. */
export class Engine {
  readonly #name: EngineName;
  readonly #limits: Limits;
  #thread: Worker | undefined;
  #started: Promise<unknown> | undefined;
  /** The engines keep state, so that a diagram waits for the one before. */
  #queue: Promise<unknown> = Promise.resolve();
  #tasks = 0;

  constructor(name: EngineName, limits: Partial<Limits> = {}) {
    this.#name = name;
    this.#limits = { ...usual, ...limits };
  }

  perform(wanted: Task['wanted'], text: string, more: Extras = {}): Promise<Result> {
    const result = this.#queue.then(() => this.#perform(wanted, text, more));
    this.#queue = result;
    return result;
  }

  /** Ends the thread; the next diagram starts another. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #perform(wanted: Task['wanted'], text: string, more: Extras): Promise<Result> {
    const thread = this.#thread ?? this.#start();
    this.#tasks += 1;
    const task: Task = { id: this.#tasks, engine: this.#name, wanted, text, ...more };
    thread.ref();
    try {
      if (this.#started) await within(this.#limits.start, this.#started);
      this.#started = undefined;
      const answered = answerOf(thread, task.id);
      thread.postMessage(task);
      return await within(this.#limits.diagram, answered);
    } catch (error) {
      await this.close();
      return { verdict: unjudged(error) };
    } finally {
      thread.unref();
    }
  }

  #start(): Worker {
    const thread = new Worker(program, { workerData: this.#name, stdout: true, stderr: true });
    this.#thread = thread;
    this.#started = answerOf(thread, undefined);
    return thread;
  }
}

/** The thread's word on one task, or that it is ready; fails where it ends before. */
function answerOf(thread: Worker, id: number | undefined): Promise<NonNullable<Answer>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      end();
    };
    const onMessage = (answer: Answer) => {
      if (answer?.id === id) settle(() => resolve(answer!));
    };
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error('the engine ended by itself')));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

class OutOfTime extends Error {}

async function within<Value>(milliseconds: number, value: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([value, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function unjudged(error: unknown): Verdict {
  const said = error instanceof Error ? error.message : String(error);
  return { accepted: null, reason: error instanceof OutOfTime ? said : `the engine failed: ${said.split('\n')[0]}` };
}
