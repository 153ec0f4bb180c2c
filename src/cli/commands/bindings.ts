import { bindingsReports } from '#reports';
import { deliver, tellFindings } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { readAll } from '../surroundings.ts';
import { type CommandDefinition, collect, commandOverDrawings, withReportOptions } from './define.ts';

interface BindingsFlags {
  readonly traces?: readonly string[];
  readonly config?: string;
  readonly color: boolean;
}

export const bindings: CommandDefinition = {
  name: 'bindings',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes(bindingsReports);
    const command = commandOverDrawings('bindings', 'show which spans each line of a drawing was bound to').option(
      '--traces <path>',
      'traces: file, folder, glob, - (standard input) or address; repeatable',
      collect,
    );
    return withReportOptions(command, wishes)
      .addHelpText('after', () =>
        ['', help.paths, help.addresses, help.exitStatus, help.bindings].join('\n\n').slice(1),
      )
      .action(async (paths: string[], { traces: given, config, color }: BindingsFlags) => {
        const outputs = wishes.complete('bindings', context.streams.stdout);
        const project = await import('#project');
        const choice = { paths, ...(config !== undefined && { config }) };
        const traces = given ?? (await project.configuredTraces(choice, context.cwd));
        if (traces.length === 0) throw new UsageError('there is nothing to bind to: give --traces <path>', 'bindings');
        const stdin = (): Promise<Uint8Array> => readAll(context.streams.stdin);
        const outcome = await project.bindings(
          { ...choice, traces },
          { cwd: context.cwd, stdin, environment: context.env },
        );
        await tellFindings(outcome.findings, outcome, color, context);
        done(await deliver(outcome, bindingsReports, outputs, color, context));
      });
  },
};
