/**
 * An instrumented program: all it knows of its exporter comes from its surroundings, as in services that a team has.
 * With `outlive` it starts itself once more, ends, and leaves that one behind to export a batch later.
 */
import { spawn } from 'node:child_process';
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const { env, argv } = process;

if (argv[2] === 'outlive') {
  const left = spawn(process.execPath, [import.meta.filename, 'wait'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Its spans have ended by then, and its batch is due.
  await new Promise((resolve) => left.on('message', resolve));
  process.exit();
}

const { OTLPTraceExporter } = await (env.OTEL_EXPORTER_OTLP_PROTOCOL === 'grpc'
  ? import('@opentelemetry/exporter-trace-otlp-grpc')
  : env.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'));

const scheduledDelayMillis = Number(env.OTEL_BSP_SCHEDULE_DELAY);
const providers = ['gateway', 'users'].map((service) => {
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis });
  const resource = resourceFromAttributes({ 'service.name': service });
  return new TracerProvider({ resource, spanProcessors: [processor] });
});
const [gateway, users] = providers.map((provider) => provider.getTracer('exporting'));
const http = (route: string) => ({
  'http.request.method': 'POST',
  'http.route': route,
  'http.response.status_code': 201,
});
const server = gateway?.startSpan('POST /users', { kind: SpanKind.SERVER, attributes: http('/users') }, ROOT_CONTEXT);
const inServer = server ? trace.setSpan(ROOT_CONTEXT, server) : ROOT_CONTEXT;
const client = gateway?.startSpan('POST', { kind: SpanKind.CLIENT, attributes: http('/accounts') }, inServer);
const inClient = client ? trace.setSpan(inServer, client) : inServer;
users?.startSpan('POST /accounts', { kind: SpanKind.SERVER, attributes: http('/accounts') }, inClient).end();
client?.end();
server?.end();

if (argv[2] === 'wait') {
  // The one who started it leaves.
  process.on('disconnect', () => {});
  process.send?.('waiting');
  setTimeout(() => process.exit(), scheduledDelayMillis + 500);
} else await Promise.all(providers.map((provider) => provider.shutdown()));
