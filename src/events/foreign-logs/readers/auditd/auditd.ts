import type { EvidenceReference } from '../../../../evidence/artifact.ts';
import type { ForeignRecord } from '../../../../evidence/foreign-logs/foreign-record.ts';
import type { ForeignEvent } from '../../foreign-event.ts';
import type { LogReader, Reading } from '../../log-reader.ts';
import { auditEvents, auditSource } from './audit-events.ts';
import { type AuditRecord, auditRecord, furtherRecord } from './audit-record.ts';

/**
 * The audit log of Linux: `audit.log`, what `ausearch` prints of it (raw or with `-i`), and what the kernel's log or a
 * syslog has of it. Several lines make an event; lines of several events may stand among each other.
 */
export const auditd: LogReader = {
  name: auditSource,
  source: 'https://github.com/linux-audit/audit-documentation/wiki/SPEC-Audit-Event-Enrichment',
  claims: (value) =>
    typeof value === 'string' && (/type=\S+ (?:msg=)?audit\(/.test(value) || /^(?:----|time->)/.test(value)),
  isLocalTime: (value) => typeof value === 'string' && /msg=audit\([^)]*[/-]/.test(value),
  open: () => new AuditReading(),
};

/** As auditd and ausearch hold them: the kernel writes the parts of an event close together. */
const mostOpen = 64;
/**
 * Parts of one event. The kernel gives arguments 6 MB at most and a record some 7 kB of them; more of one serial were
 * not written by it. https://github.com/torvalds/linux/blob/master/kernel/auditsc.c
 */
const mostParts = 1024;
/** Of any other type nothing is told. */
const telling: ReadonlySet<string> = new Set([
  'SYSCALL',
  'EXECVE',
  'CWD',
  'PATH',
  'SOCKADDR',
  'PROCTITLE',
  'USER_CMD',
]);

interface OpenEvent {
  readonly parts: AuditRecord[];
  /** Where the first part stands. */
  readonly evidence: EvidenceReference;
}

class AuditReading implements Reading {
  readonly #open = new Map<string, OpenEvent>();
  /** The last line, and the event that it is of. */
  #last: { readonly record: AuditRecord; readonly event: OpenEvent } | undefined;

  take({ value, evidence }: ForeignRecord): readonly ForeignEvent[] {
    if (typeof value !== 'string') return [];
    const further = this.#last && furtherRecord(value, this.#last.record);
    if (further && telling.has(further.type)) {
      addTo(this.#last?.event, further);
      return [];
    }
    if (value.startsWith('----')) return this.end();
    const record = further ?? auditRecord(value);
    if (!record) return [];
    if (record.type === 'EOE') return this.#close(record.event);
    return telling.has(record.type) ? this.#add(record, evidence) : [];
  }

  end(): readonly ForeignEvent[] {
    return [...this.#open.keys()].flatMap((event) => this.#close(event));
  }

  #add(record: AuditRecord, evidence: EvidenceReference): readonly ForeignEvent[] {
    const known = this.#open.get(record.event);
    addTo(known, record);
    const event = known ?? { parts: [record], evidence };
    this.#last = { record, event };
    if (known) return [];
    this.#open.set(record.event, event);
    const [oldest] = this.#open.keys();
    return this.#open.size > mostOpen && oldest !== undefined ? this.#close(oldest) : [];
  }

  #close(name: string): readonly ForeignEvent[] {
    const event = this.#open.get(name);
    this.#open.delete(name);
    if (this.#last?.event === event) this.#last = undefined;
    return event ? auditEvents(event.parts, event.evidence) : [];
  }
}

function addTo(event: OpenEvent | undefined, record: AuditRecord): void {
  if (event && event.parts.length < mostParts) event.parts.push(record);
}
