import { Command, InvalidArgumentError, Option } from 'commander';
import { stubReports } from '#reports';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, withReportOptions } from './define.ts';
import {
  chooseOption,
  type LiveFlags,
  liveOptions,
  livePlace,
  playingOptions,
  policyOption,
  withLiveOptions,
} from './live-options.ts';

interface StubFlags extends LiveFlags {
  readonly for?: string;
  readonly target?: string;
  readonly schemas?: string;
  readonly config?: string;
  readonly color: boolean;
}

export const stub: CommandDefinition = {
  name: 'stub',
  takesCommand: true,
  define: (context, done) => {
    const wishes = new OutputWishes(stubReports);
    const command = new Command('stub')
      .summary('play everybody but one service, over HTTP')
      .description('Play everybody but one service, over HTTP.')
      .argument('<drawing>', 'the drawing; of several in a file one by its name: docs/shop.md#Checkout')
      .usage('<drawing> --for <participant> [options] [-- command...]')
      .option('--for <participant>', 'the service under test: everybody else is played')
      .option('--target <url>', 'where it listens; without it whoever comes is answered')
      .option('--schemas <folder>', 'JSON Schemas for bodies (default: what is configured)')
      .option('--config <file>', 'configuration to follow (default: the nearest asdrawn.yaml)');
    const more = chooseOption(withLiveOptions(command))
      .addOption(policyOption())
      .addOption(new Option('--seed <number>', 'of --policy random').argParser(whole).default(1))
      .option('--record <file>', 'write the spans of the run as OTLP JSON');
    return withReportOptions(more, wishes)
      .addHelpText('after', () =>
        ['', help.stub.details, help.stub.exitStatus, help.stub.examples].join('\n\n').slice(1),
      )
      .action(async (drawing: string, flags: StubFlags) => {
        const outputs = wishes.complete('stub', context.streams.stdout);
        const { for: subject, target, schemas, config, color } = flags;
        if (subject === undefined)
          throw new UsageError('--for has to name the service under test: --for orders', 'stub');
        const project = await import('#project');
        const outcome = await project.stubCommand(
          {
            drawing,
            for: subject,
            ...(target !== undefined && { target }),
            ...(schemas !== undefined && { schemas }),
            ...(config !== undefined && { config }),
            ...playingOptions(flags),
            ...liveOptions(flags, context.command),
          },
          livePlace(context, outputs),
        );
        done(await deliver(outcome, stubReports, outputs, color, context));
      });
  },
};

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('it is a whole number');
  return Number(text);
}
