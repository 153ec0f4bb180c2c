/** The same traffic in several formats, written as it is made, so that a file may be larger than memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Attributes, type ExportRequest, requestOf, type TrafficSpan } from './traffic.ts';

export type Format = 'lines' | 'jaeger' | 'protobuf';

export interface Written {
  readonly bytes: number;
  readonly spans: number;
}

export async function writeTraffic(path: string, traces: number, format: Format): Promise<Written> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  let bytes = 0;
  let spans = 0;
  const write = async (piece: string | Uint8Array): Promise<void> => {
    bytes += piece.length;
    if (!out.write(piece)) await once(out, 'drain');
  };
  if (format === 'jaeger') await write('{"data":[');
  for (let index = 0; index < traces; index++) {
    const request = requestOf(index);
    spans += spansOf(request).length;
    if (format === 'lines') await write(`${JSON.stringify(request)}\n`);
    else if (format === 'jaeger') await write(`${index > 0 ? ',' : ''}${JSON.stringify(jaegerOf(request))}`);
    else await write(protobufOf(request));
  }
  if (format === 'jaeger') await write(']}');
  out.end();
  await finished(out);
  return { bytes, spans };
}

function spansOf({ resourceSpans }: ExportRequest) {
  return resourceSpans.flatMap(({ resource, scopeSpans }, process) =>
    scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ span, resource, process: `p${process}` }))),
  );
}

function jaegerOf(request: ExportRequest) {
  const spans = spansOf(request);
  const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
  const tagsOf = (attributes: Attributes) =>
    attributes.map(({ key, value }) =>
      'intValue' in value
        ? { key, type: 'int64', value: value.intValue }
        : { key, type: 'string', value: value.stringValue },
    );
  const micros = (nanos: string) => Number(nanos.slice(0, -3));
  return {
    traceID: spans[0]!.span.traceId,
    spans: spans.map(({ span, process }) => ({
      traceID: span.traceId,
      spanID: span.spanId,
      operationName: span.name,
      references: span.parentSpanId ? [{ refType: 'CHILD_OF', traceID: span.traceId, spanID: span.parentSpanId }] : [],
      startTime: micros(span.startTimeUnixNano),
      duration: micros(span.endTimeUnixNano) - micros(span.startTimeUnixNano),
      tags: [...tagsOf(span.attributes), { key: 'span.kind', type: 'string', value: kinds[span.kind] }],
      logs: [],
      processID: process,
      warnings: null,
    })),
    processes: Object.fromEntries(
      request.resourceSpans.map(({ resource }, process) => {
        const name = resource.attributes.find(({ key }) => key === 'service.name')!.value;
        const serviceName = 'stringValue' in name ? name.stringValue : '';
        return [`p${process}`, { serviceName, tags: tagsOf(resource.attributes) }];
      }),
    ),
  };
}

/** Length-delimited, as the Collector's file exporter writes it; field numbers as in opentelemetry-proto. */
function protobufOf({ resourceSpans }: ExportRequest): Uint8Array {
  const request = new BinaryWriter();
  for (const { resource, scopeSpans } of resourceSpans) {
    const element = new BinaryWriter();
    element.tag(1, WireType.LengthDelimited).bytes(attributesOf(resource.attributes, 1).finish());
    for (const { scope, spans } of scopeSpans) {
      const group = new BinaryWriter();
      const named = new BinaryWriter().tag(1, WireType.LengthDelimited).string(scope.name).finish();
      group.tag(1, WireType.LengthDelimited).bytes(named);
      for (const span of spans) group.tag(2, WireType.LengthDelimited).bytes(protobufSpan(span));
      element.tag(2, WireType.LengthDelimited).bytes(group.finish());
    }
    request.tag(1, WireType.LengthDelimited).bytes(element.finish());
  }
  return new BinaryWriter().bytes(request.finish()).finish();
}

function protobufSpan(span: TrafficSpan): Uint8Array {
  const written = attributesOf(span.attributes, 9);
  written.tag(1, WireType.LengthDelimited).bytes(Buffer.from(span.traceId, 'hex'));
  written.tag(2, WireType.LengthDelimited).bytes(Buffer.from(span.spanId, 'hex'));
  if (span.parentSpanId) written.tag(4, WireType.LengthDelimited).bytes(Buffer.from(span.parentSpanId, 'hex'));
  written.tag(5, WireType.LengthDelimited).string(span.name);
  written.tag(6, WireType.Varint).int32(span.kind);
  written.tag(7, WireType.Bit64).fixed64(span.startTimeUnixNano);
  written.tag(8, WireType.Bit64).fixed64(span.endTimeUnixNano);
  return written.finish();
}

function attributesOf(attributes: Attributes, field: number): BinaryWriter {
  const written = new BinaryWriter();
  for (const { key, value } of attributes) {
    const any = new BinaryWriter();
    if ('intValue' in value) any.tag(3, WireType.Varint).int64(value.intValue);
    else any.tag(1, WireType.LengthDelimited).string(value.stringValue);
    const pair = new BinaryWriter().tag(1, WireType.LengthDelimited).string(key);
    pair.tag(2, WireType.LengthDelimited).bytes(any.finish());
    written.tag(field, WireType.LengthDelimited).bytes(pair.finish());
  }
  return written;
}
