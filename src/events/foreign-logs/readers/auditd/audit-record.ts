import type { EvidenceReference } from '../../../../evidence/artifact.ts';
import { decodedText, socketOf } from './audit-values.ts';

/** One line of the audit log: a part of an event. */
export interface AuditRecord {
  readonly type: string;
  /** Node, time and serial: what the parts of an event share. */
  readonly event: string;
  readonly atMs: number;
  readonly node?: string;
  /** What stands behind the head, not yet read. */
  readonly body: string;
  /** `ausearch -i` wrote it: in words, and in the machine's own time. */
  readonly isInterpreted: boolean;
}

/** A line of an event, and where it stands. */
export interface AuditPart {
  readonly record: AuditRecord;
  readonly evidence: EvidenceReference;
}

const head = /(?:\bnode=(\S+) )?type=([A-Z0-9_[\]]+) msg=audit\(([^)]*?)[:.](\d+)\) ?:/;
const kernelHead = /audit: type=(\d+) audit\((\d+\.\d+):(\d+)\):/;

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
  const found = head.exec(line);
  if (found) {
    const [whole, node, type = '', time = '', serial = ''] = found;
    const seconds = /^\d+(?:\.\d+)?$/.test(time) ? Number(time) : undefined;
    const atMs = seconds === undefined ? localTime(time) : Math.round(seconds * 1000);
    if (atMs === undefined) return undefined;
    const body = line.slice(found.index + whole.length);
    const event = `${node ?? ''} ${time}:${serial}`;
    return {
      type,
      event,
      atMs,
      body,
      isInterpreted: seconds === undefined,
      ...(node !== undefined && { node }),
    };
  }
  const kernel = kernelHead.exec(line);
  if (!kernel) return undefined;
  const [whole, number = '', time = '', serial = ''] = kernel;
  const type = typeNumbers[number] ?? number;
  const body = line.slice(kernel.index + whole.length);
  return {
    type,
    event: ` ${time}:${serial}`,
    atMs: Math.round(Number(time) * 1000),
    body,
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
  const end = body.slice(start).search(/[\s\u001d]/);
  const value = end === -1 ? body.slice(start) : body.slice(start, start + end);
  return value === '(null)' || value === '?' ? undefined : decodedText(name, value);
}

/** Where the value of a field begins. */
function startOf(body: string, name: string): number {
  for (let at = body.indexOf(`${name}=`); at !== -1; at = body.indexOf(`${name}=`, at + 1)) {
    const before = at === 0 ? ' ' : body.charAt(at - 1);
    if (before === ' ' || before === "'" || before === '\u001d') return at + name.length + 1;
  }
  return -1;
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
  const pattern = record.isInterpreted
    ? /(?:^|\s)a(\d+)(?:\[\d+\])?=((?:(?!\sa\d+(?:\[\d+\])?=).)*)/gs
    : /(?:^|\s)a(\d+)(?:\[\d+\])?=("[^"]*"|\S+)/g;
  for (const [, index = '', value = ''] of record.body.matchAll(pattern)) {
    const text = record.isInterpreted
      ? value.trim()
      : value.startsWith('"')
        ? value.slice(1, -1)
        : decodedText('a', value);
    words[Number(index)] = (words[Number(index)] ?? '') + text;
    if (words.length > mostWords) break;
  }
  return Array.from(words, (word) => word ?? '');
}

const mostWords = 4096;

/** Host and port of a SOCKADDR record. */
export function auditSocket(record: AuditRecord) {
  return socketOf(auditField(record, 'saddr') ?? '', record.body);
}
