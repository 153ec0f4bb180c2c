/**
 * The Export services of OTLP/gRPC as Connect handlers (opentelemetry/proto/collector/*_service.proto). Requests and
 * responses are declared as messages without fields: protobuf keeps what it does not know, so the bytes pass through
 * as they are, and the one reader that OTLP over HTTP has reads these as well.
 */
import { create, createFileRegistry, type DescMethodUnary, fromBinary, toBinary } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  DurationSchema,
  EmptySchema,
  file_google_protobuf_empty as emptyFile,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import {
  type Code,
  ConnectError,
  type ConnectRouter,
  createConnectRouter,
  createContextKey,
} from '@connectrpc/connect';
import { compressionGzip } from '@connectrpc/connect-node';
import { asRefusal, exportResponse } from './http-responses.ts';
import type { Intake, Visit } from './intake.ts';
import { rpcCodeOf } from './refusal.ts';

export type GrpcHandler = ConnectRouter['handlers'][number];

/** Where a handler finds the visit that its request is. */
export const visitKey = createContextKey<Visit | undefined>(undefined);

/** By path. */
export function grpcHandlers(intake: Intake): ReadonlyMap<string, GrpcHandler> {
  const router = createConnectRouter({
    grpc: true,
    grpcWeb: false,
    connect: false,
    acceptCompression: [compressionGzip],
    readMaxBytes: intake.bodyLimit,
    // Before the body is read, so that who has no token costs nothing.
    requestGate: async ({ service, requestHeader, values }) => {
      try {
        await values.get(visitKey)?.admit(requestHeader.get('authorization') ?? undefined);
        if (service.name === 'TraceService') intake.makeRoom();
      } catch (error) {
        throwAnswer(error);
      }
    },
  });
  router.rpc(exportMethod('trace', 'TraceService'), async (request) => {
    const body = toBinary(EmptySchema, request);
    const lost = await intake.receive(body, 'protobuf').catch(throwAnswer);
    return fromBinary(EmptySchema, await exportResponse(lost));
  });
  // Exporters of other signals shall not fail because only spans are of interest.
  router.rpc(exportMethod('metrics', 'MetricsService'), () => ({}));
  router.rpc(exportMethod('logs', 'LogsService'), () => ({}));
  return new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
}

type Export = DescMethodUnary<typeof EmptySchema, typeof EmptySchema>;

function exportMethod(signal: string, service: string): Export {
  const type = `.${EmptySchema.typeName}`;
  const file = create(FileDescriptorProtoSchema, {
    name: `${signal}_service.proto`,
    package: `opentelemetry.proto.collector.${signal}.v1`,
    syntax: 'proto3',
    dependency: [emptyFile.proto.name],
    service: [{ name: service, method: [{ name: 'Export', inputType: type, outputType: type }] }],
  });
  const registry = createFileRegistry(file, () => emptyFile);
  return registry.getService(`${file.package}.${service}`)?.method.export as Export;
}

function throwAnswer(error: unknown): never {
  const refusal = asRefusal(error);
  const answer = new ConnectError(refusal.message, rpcCodeOf(refusal.status) as Code);
  if (refusal.retryAfter !== undefined) {
    answer.details.push({ type: 'google.rpc.RetryInfo', value: retryInfo(refusal.retryAfter) });
  }
  throw answer;
}

/** google.rpc.RetryInfo.retry_delay = 1, a Duration (OTLP, "OTLP/gRPC Throttling") */
function retryInfo(seconds: number): Uint8Array<ArrayBuffer> {
  const delay = toBinary(DurationSchema, create(DurationSchema, { seconds: BigInt(seconds) }));
  return new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(delay).finish();
}
