import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SourceText } from '#diagnostics';
import { type Interaction, inlineUses } from '#model';
import { readDocument } from '#parsers';

/** A small service under test. It knows its neighbours by name, and nothing of asdrawn. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
  /** Asks a neighbour; resolves with the status and the body. */
  readonly ask: (
    neighbour: string,
    request: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ status: number; body: unknown }>;
}

export type Behaviour = (asked: Asked) => Promise<readonly [number, unknown?]>;

export interface RunningService {
  readonly url: string;
  close(): Promise<void>;
}

/** `urls` is asked late: neighbours may begin to listen after the service. */
export async function service(
  behaviour: Behaviour,
  urls: () => Readonly<Record<string, string>>,
): Promise<RunningService> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const traceparent = request.headers.traceparent;
      const asked: Asked = {
        method: request.method!,
        path: request.url!,
        body: text === '' ? undefined : JSON.parse(text),
        headers: request.headers,
        ask: async (neighbour, call, body, headers = {}) => {
          const [method = 'GET', path = '/'] = call.split(' ');
          const answer = await fetch(`${urls()[neighbour]}${path}`, {
            method,
            headers: {
              connection: 'close',
              ...headers,
              ...(typeof traceparent === 'string' && { traceparent }),
              ...(body !== undefined && { 'content-type': 'application/json' }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          });
          const said = await answer.text();
          return { status: answer.status, body: said === '' ? undefined : JSON.parse(said) };
        },
      };
      behaviour(asked).then(
        ([status, body]) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body === undefined ? undefined : JSON.stringify(body));
        },
        (error: unknown) => {
          response.writeHead(500);
          response.end(JSON.stringify({ error: String(error) }));
        },
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The interaction of a PlantUML text without its frame. */
export async function drawn(body: string): Promise<Interaction> {
  const { drawings } = await readDocument(new SourceText('drawing.puml', `@startuml\n${body}\n@enduml\n`));
  const [drawing] = drawings;
  if (!drawing?.interaction || drawing.diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error(JSON.stringify(drawing?.diagnostics));
  return inlineUses(drawing.interaction, () => undefined).interaction;
}
