import { decodedText, socketOf } from './audit-values.ts';

/** One line of the audit log: a part of an event. */
export interface AuditRecord {
  readonly type: string;
  /** Time and serial, as they stand in the line. */
  readonly key: string;
  /** Node, time and serial: what the parts of an event share. */
  readonly event: string;
  readonly atMs: number;
  readonly node?: string;
  /** What stands behind the head, not yet read. */
  readonly body: string;
  /** `ausearch -i` wrote it: in words, and in the machine's own time. */
  readonly isInterpreted: boolean;
}

const kernelHead = /audit: type=(\d+) audit\((\d+\.\d+):(\d+)\):/;
const stamp = ' msg=audit(';
const typeMark = 'type=';
/** No date is farther from 1970. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const latestMs = 8.64e15;

/** Numbers under which the kernel's own log has the types. https://github.com/linux-audit/audit-userspace/blob/master/lib/audit-records.h */
const typeNumbers: Readonly<Record<string, string | undefined>> = {
  '1300': 'SYSCALL',
  '1302': 'PATH',
  '1306': 'SOCKADDR',
  '1307': 'CWD',
  '1309': 'EXECVE',
  '1320': 'EOE',
  '1327': 'PROCTITLE',
};

/** @returns nothing for a line that is no record */
export function auditRecord(line: string): AuditRecord | undefined {
  const stampAt = line.indexOf(stamp);
  return stampAt === -1 ? kernelRecord(line) : stampedRecord(line, stampAt);
}

/** By places in the line, not by an expression: a log has millions of them. */
function stampedRecord(line: string, stampAt: number): AuditRecord | undefined {
  const typeAt = line.lastIndexOf(typeMark, stampAt);
  const timeAt = stampAt + stamp.length;
  const close = line.indexOf(')', timeAt);
  const bodyAt = bodyFrom(line, close);
  if (typeAt === -1 || bodyAt === -1) return undefined;
  const key = line.slice(timeAt, close);
  const time = key.slice(0, Math.max(key.lastIndexOf(':'), key.lastIndexOf('.')));
  const seconds = Number(time);
  const isInterpreted = Number.isNaN(seconds);
  const atMs = isInterpreted ? localTime(time) : Math.round(seconds * 1000);
  if (time === '' || atMs === undefined || Math.abs(atMs) > latestMs) return undefined;
  const type = line.slice(typeAt + typeMark.length, stampAt);
  const node = typeAt === 0 ? undefined : /\bnode=(\S+) $/.exec(line.slice(0, typeAt))?.[1];
  const record = { type, key, event: key, atMs, body: line.slice(bodyAt), isInterpreted };
  return node === undefined ? record : { ...record, event: `${node} ${key}`, node };
}

/** @param close where the bracket around the time ends; @returns -1 where no head ends there */
function bodyFrom(line: string, close: number): number {
  if (close === -1) return -1;
  const bodyAt = close + (line.startsWith(' :', close + 1) ? 3 : 2);
  return line.charAt(bodyAt - 1) === ':' ? bodyAt : -1;
}

/**
 * A further part of the event that the line before is of, as most lines are: its time is not read again.
 * @returns nothing for a line of another event
 */
export function furtherRecord(line: string, before: AuditRecord): AuditRecord | undefined {
  if (before.node !== undefined || !line.startsWith(typeMark)) return undefined;
  const stampAt = line.indexOf(stamp);
  const timeAt = stampAt + stamp.length;
  const close = timeAt + before.key.length;
  if (stampAt === -1 || line.charAt(close) !== ')' || !line.startsWith(before.key, timeAt)) return undefined;
  const bodyAt = bodyFrom(line, close);
  const { key, event, atMs, isInterpreted } = before;
  const type = line.slice(typeMark.length, stampAt);
  return bodyAt === -1 ? undefined : { type, key, event, atMs, body: line.slice(bodyAt), isInterpreted };
}

function kernelRecord(line: string): AuditRecord | undefined {
  const kernel = kernelHead.exec(line);
  if (!kernel) return undefined;
  const [whole, number = '', time = '', serial = ''] = kernel;
  const key = `${time}:${serial}`;
  return {
    type: typeNumbers[number] ?? number,
    key,
    event: key,
    atMs: Math.round(Number(time) * 1000),
    body: line.slice(kernel.index + whole.length),
    isInterpreted: false,
  };
}

/** `11/13/2026 14:00:00.123`, `13/11/26 …`, `2026-11-13 …`: the order is that of the machine's language. */
function localTime(text: string): number | undefined {
  const iso = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (/^\d{4}-/.test(text) && !Number.isNaN(iso)) return iso;
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4}) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text);
  if (!parts) return undefined;
  const [first = 0, second = 0, year = 0, hour = 0, minute = 0, seconds = 0] = parts.slice(1, 7).map(Number);
  const [month, day] = first > 12 ? [second, first] : [first, second];
  const fullYear = year < 100 ? 2000 + year : year;
  return Date.UTC(
    fullYear,
    month - 1,
    day,
    hour,
    minute,
    seconds,
    Number((parts[7] ?? '0').padEnd(3, '0').slice(0, 3)),
  );
}

/** A field's value as text: quotes gone, hexadecimal decoded. */
export function auditField({ body, isInterpreted }: AuditRecord, name: string): string | undefined {
  const start = startOf(body, name);
  if (start === -1) return undefined;
  if (isInterpreted) return interpreted(body, start);
  const mark = body[start];
  if (mark === '"' || mark === "'") {
    const end = body.indexOf(mark, start + 1);
    return body.slice(start + 1, end === -1 ? undefined : end);
  }
  const value = body.slice(start, wordEnd(body, start));
  return value === '(null)' || value === '?' ? undefined : decodedText(name, value);
}

/** Where the value of a field begins. */
function startOf(body: string, name: string): number {
  const mark = `${name}=`;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) {
    const before = at === 0 ? ' ' : body.charAt(at - 1);
    if (before === ' ' || before === "'" || before === enrichment) return at + mark.length;
  }
  return -1;
}

/** Behind it stands what the daemon adds to a record in words. */
const enrichment = '\u001d';

function wordEnd(body: string, start: number): number {
  for (let at = start; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x1d || code === 0x20 || (code >= 0x09 && code <= 0x0d)) return at;
  }
  return body.length;
}

/** Values in words may hold spaces: they end where the next name begins. */
function interpreted(body: string, start: number): string {
  const rest = body.slice(start);
  const end = rest.search(/ [a-z][a-z0-9_-]*=/);
  return (end === -1 ? rest : rest.slice(0, end)).trim().replace(/^"(.*)"$/, '$1');
}

/** The words of an EXECVE record; a long one stands in parts: `a1_len=… a1[0]=… a1[1]=…`. */
export function auditWords(record: AuditRecord): readonly string[] {
  const words: string[] = [];
  for (const { index, text } of record.isInterpreted
    ? interpretedWords(record.body)
    : rawWords(record.body)) {
    words[index] = (words[index] ?? '') + text;
    if (words.length > mostWords) break;
  }
  return Array.from(words, (word) => word ?? '');
}

interface Word {
  readonly index: number;
  readonly text: string;
}

function* interpretedWords(body: string): Generator<Word> {
  const pattern = /(?:^|\s)a(\d+)(?:\[\d+\])?=((?:(?!\sa\d+(?:\[\d+\])?=).)*)/gs;
  for (const [, index = '', value = ''] of body.matchAll(pattern))
    yield { index: Number(index), text: value.trim() };
}

function* rawWords(body: string): Generator<Word> {
  const name = /(?:^|\s)a(\d+)(?:\[\d+\])?=/g;
  for (let found = name.exec(body); found; found = name.exec(body)) {
    const start = name.lastIndex;
    const isQuoted = body.charCodeAt(start) === 0x22;
    const close = isQuoted ? body.indexOf('"', start + 1) : -1;
    const end = close === -1 ? wordEnd(body, start) : close;
    const text = close === -1 ? decodedText('a', body.slice(start, end)) : body.slice(start + 1, end);
    name.lastIndex = end;
    yield { index: Number(found[1]), text };
  }
}

const mostWords = 4096;

/** Host and port of a SOCKADDR record. */
export function auditSocket(record: AuditRecord) {
  return socketOf(auditField(record, 'saddr') ?? '', record.body);
}
