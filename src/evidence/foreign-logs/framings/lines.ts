import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { ForeignRecord } from '../foreign-record.ts';
import { type Framing, longestRecord, type RecordSink } from '../framing.ts';
import { LineBuffer } from './line-buffer.ts';
import { xmlEvents } from './xml.ts';

/** One record a line: an object, with or without what a syslog put before it, or text. */
export const lines: Framing = {
  claims: () => true,
  open(sink) {
    const buffer = new LineBuffer((text, line) => takeLine(sink, text, line));
    return { push: (text) => buffer.push(text), end: () => buffer.end() };
  },
};

function takeLine(sink: RecordSink, text: string, line: number): void {
  if (text.length > longestRecord) {
    sink.gap({ kind: 'truncated', reason: 'is longer than this program reads', line });
    return;
  }
  const value = recordIn(text);
  if (value !== undefined) sink.record({ value, evidence: { path: sink.path, line } });
}

/** Absent for an empty line. */
function recordIn(text: string): JsonObject | string | undefined {
  const start = text.indexOf('{');
  const plain = text.trim();
  if (plain === '') return undefined;
  if (plain.endsWith('</Event>')) return eventIn(plain) ?? plain;
  // Records of auditd have braces inside, and no object behind them.
  if (start === -1 || (start > 0 && text.charCodeAt(start + 1) !== 0x22)) return plain;
  const value = parsed(start === 0 ? text : text.slice(start));
  const carried = value && carriedText(value);
  return carried === undefined ? (value ?? plain) : recordIn(carried);
}

/** What a syslog or the journal carried for another program, as Azure tables and `journalctl -o json` have it. */
function carriedText(value: JsonObject): string | undefined {
  return (
    textOf(value['SyslogMessage']) ?? ('__REALTIME_TIMESTAMP' in value ? textOf(value['MESSAGE']) : undefined)
  );
}

/** Sysmon for Linux writes its events into the syslog, one a line. */
function eventIn(text: string): JsonObject | undefined {
  const found: ForeignRecord['value'][] = [];
  const framer = xmlEvents.open({ path: '', record: ({ value }) => found.push(value), gap: () => undefined });
  framer.push(text.slice(text.indexOf('<Event')));
  framer.end();
  return objectOf(found[0]);
}

function parsed(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
