/**
 * OTLP/JSON with protobuf's own field names (`MessageToJson(preserving_proto_field_name=True)`, gogo's `OrigName`): the
 * same tree under other names. It is renamed before it is read, so that only who writes it so pays for it.
 */
import { isObject, type JsonObject, maxValueDepth } from './values.ts';

/** Fields of opentelemetry.proto that a reader looks for and whose name has two words. */
const names = new Map(
  [
    ...['scope_spans', 'instrumentation_library_spans', 'instrumentation_library', 'trace_id', 'span_id'],
    ...['parent_span_id', 'start_time_unix_nano', 'end_time_unix_nano', 'string_value', 'int_value', 'bool_value'],
    ...['double_value', 'array_value', 'kvlist_value', 'bytes_value'],
  ].map((name) => [name, name.replace(/_./g, (pair) => pair.slice(1).toUpperCase())] as const),
);

/** Whether an element of ResourceSpans is written so. */
export function isSnakeCase(resourceSpans: JsonObject): boolean {
  return Object.hasOwn(resourceSpans, 'scope_spans') || Object.hasOwn(resourceSpans, 'instrumentation_library_spans');
}

/** An attribute value of the greatest depth that is read lies this deep below its ResourceSpans. */
const deepest = 8 + 4 * maxValueDepth;

export function inCamelCase(resourceSpans: JsonObject): JsonObject {
  return renamed(resourceSpans, 0) as JsonObject;
}

/** What lies deeper is left as it is: nobody reads it. */
function renamed(value: unknown, depth: number): unknown {
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => renamed(element, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, renamed(inner, depth + 1)]),
  );
}
