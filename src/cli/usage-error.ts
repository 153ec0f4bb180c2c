/** The command line cannot be understood. The message is one sentence; `command` tells whose help to read. */
export class UsageError extends Error {
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}
