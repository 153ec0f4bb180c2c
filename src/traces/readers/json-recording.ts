/** Bytes that are JSON text, whatever is in it and however much of it is damaged, read into a sink. */
import { jsonErrorOffset } from './json-error.ts';
import { mend } from './json-mending.ts';
import { errorLine, type JsonText, jsonText, type Piece } from './json-pieces.ts';
import { describe, jsonFormat, otherSignal, readJson, searchResult, type TraceFormat } from './json-reader.ts';
import { linesOfPlaces } from './json-scan.ts';
import { problems } from './problems.ts';
import type { SpanSink } from './sink.ts';

type Manner = JsonText['manner'];

/** The format of the first piece that has one; undefined, and reported, where none has. */
export function readJsonBytes(bytes: Uint8Array, sink: SpanSink): TraceFormat | undefined {
  let format: TraceFormat | undefined;
  const { manner, pieces } = jsonText(bytes, isTrace);
  for (const piece of pieces) {
    sink.line = manner === 'lines' ? piece.line : undefined;
    if (!piece.utf8) sink.report(problems.notUtf8(), piece.line);
    const found = readPiece(piece, manner, sink);
    format ??= found;
    if (manner !== 'lines') placeProblems(piece, manner, sink);
  }
  sink.line = undefined;
  // Lines of which none was a trace: one error for the file, so that it cannot pass for an empty one.
  if (!format && manner !== 'document') sink.report(problems.notATrace('JSON lines of another kind'));
  return format;
}

/** The same without reading it. */
export function formatOfJson(bytes: Uint8Array): TraceFormat | undefined {
  const { manner, pieces } = jsonText(bytes, isTrace);
  for (const piece of pieces) {
    const format = 'value' in piece ? jsonFormat(piece.value) : jsonFormat(mended(piece)?.value);
    if (format) return inManner(format, manner);
  }
  return undefined;
}

/** The first format that is found is the recording's. */
export function readPiece(piece: Piece, manner: Manner, sink: SpanSink): TraceFormat | undefined {
  const found = 'error' in piece ? readDamaged(piece, manner, sink) : readValue(piece.value, piece, manner, sink);
  return found && inManner(found, manner);
}

function isTrace(piece: Piece): boolean {
  return isRecognised('value' in piece ? piece.value : mended(piece)?.value);
}

export function isRecognised(value: unknown): boolean {
  return jsonFormat(value) !== undefined || otherSignal(value) !== undefined;
}

function inManner(format: TraceFormat, manner: Manner): TraceFormat {
  return format === 'otlp-json' && manner === 'lines' ? 'otlp-json-lines' : format;
}

function readValue(value: unknown, piece: Piece, manner: Manner, sink: SpanSink): TraceFormat | undefined {
  return readJson(value, sink, (unknown) => {
    const hits = searchResult(unknown);
    const signal = otherSignal(unknown);
    const line = manner === 'document' ? undefined : piece.line;
    if (hits) sink.report(problems.searchResult(hits), line);
    else if (signal && manner !== 'document') sink.report(problems.otherSignal(signal), line);
    else if (manner === 'document' && unknown === value) sink.report(problems.notATrace(describe(unknown)));
    else sink.report(problems.unknownLine(describe(unknown)), line);
  });
}

/** What is whole of a damaged piece is read; the damage is told with what it cost. */
function readDamaged(
  piece: Extract<Piece, { error: string }>,
  manner: Manner,
  sink: SpanSink,
): TraceFormat | undefined {
  const line = errorLine(piece);
  const rest = mended(piece);
  const [spans, dropped] = [sink.spans.length, sink.droppedSpans];
  const format = rest && jsonFormat(rest.value);
  if (!rest || !format) {
    sink.report(manner === 'document' ? problems.notJson(piece.error) : problems.badLine(piece.error), line);
    return undefined;
  }
  readValue(rest.value, piece, manner, sink);
  const damage = {
    reason: piece.error,
    read: sink.spans.length - spans,
    dropped: rest.cut ? undefined : sink.droppedSpans - dropped,
  };
  sink.report(manner === 'document' ? problems.damagedDocument(damage) : problems.damagedLine(damage), line);
  return format;
}

function mended({ text }: Piece): { readonly value: unknown; readonly cut: boolean } | undefined {
  const rest = mend(text, jsonErrorOffset);
  return rest && { value: JSON.parse(rest.text) as unknown, cut: rest.cut };
}

/** A mended text has its lines where the damaged one had them, but the way to its places is only sure before the damage. */
function placeProblems(piece: Piece, manner: Manner, sink: SpanSink): void {
  sink.place((places) => {
    const text = 'error' in piece ? mend(piece.text, jsonErrorOffset)?.text : piece.text;
    const lines = linesOfPlaces(text ?? '', places);
    // In a row it is at least known which document it was.
    const known = manner === 'row' ? places.map((place): [string, number] => [place, 1]) : [];
    return new Map([...known, ...lines].map(([place, line]) => [place, line + piece.line - 1]));
  });
}
