import type { ForeignRecord } from '../../../../evidence/foreign-logs/foreign-record.ts';
import type { ForeignEvent } from '../../foreign-event.ts';
import type { LogReader, Reading } from '../../log-reader.ts';
import { auditEvents } from './audit-events.ts';
import { type AuditPart, auditRecord } from './audit-record.ts';

const name = 'auditd';

/**
 * The audit log of Linux: `audit.log`, what `ausearch` prints of it (raw or with `-i`), and what the kernel's log or a
 * syslog has of it. Several lines make an event; lines of several events may stand among each other.
 */
export const auditd: LogReader = {
  name,
  source: 'https://github.com/linux-audit/audit-documentation/wiki/SPEC-Audit-Event-Enrichment',
  claims: (value) =>
    typeof value === 'string' && (/type=\S+ (?:msg=)?audit\(/.test(value) || /^(?:----|time->)/.test(value)),
  isLocalTime: (value) => typeof value === 'string' && /msg=audit\([^)]*[/-]/.test(value),
  open: () => new AuditReading(),
};

/** As auditd and ausearch hold them: the kernel writes the parts of an event close together. */
const mostOpen = 64;
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

class AuditReading implements Reading {
  readonly #open = new Map<string, AuditPart[]>();

  take({ value, evidence }: ForeignRecord): readonly ForeignEvent[] {
    if (typeof value !== 'string') return [];
    if (value.startsWith('----')) return this.end();
    const record = auditRecord(value);
    if (!record) return [];
    if (record.type === 'EOE') return this.#close(record.event);
    if (!telling.has(record.type)) return [];
    const parts = this.#open.get(record.event);
    if (parts) {
      parts.push({ record, evidence });
      return [];
    }
    this.#open.set(record.event, [{ record, evidence }]);
    const [oldest] = this.#open.keys();
    return this.#open.size > mostOpen && oldest !== undefined ? this.#close(oldest) : [];
  }

  end(): readonly ForeignEvent[] {
    return [...this.#open.keys()].flatMap((event) => this.#close(event));
  }

  #close(event: string): readonly ForeignEvent[] {
    const parts = this.#open.get(event);
    this.#open.delete(event);
    return parts ? auditEvents(parts, name) : [];
  }
}
