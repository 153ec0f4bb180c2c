/** Ends the command line with status 2. The message is one sentence for the person; no stack is shown. */
export class Failure extends Error {}

/** The command line cannot be understood. `command` tells whose help to read. */
export class UsageError extends Failure {
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}
