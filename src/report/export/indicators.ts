import type { CaseReport } from '../../assess/case-report.ts';
import type { Finding } from '../../detect/finding.ts';
import { isGrave } from '../../level.ts';
import { hostOf } from './subject-fields.ts';

/** Something that another machine can be searched for. */
export interface Indicator {
  readonly name: string;
  readonly reason: string;
  /** In the STIX patterning language. */
  readonly pattern: string;
  /** ISO 8601 UTC. */
  readonly from?: string;
}

/** Hosts that belong to no attacker, whatever was sent there. */
const notTelling =
  /^(?:localhost|127\.|0\.0\.0\.0|::1|169\.254\.|10\.|192\.168\.|.*\.(?:local|internal|test|example|invalid)$)/;
const outwards: ReadonlySet<string> = new Set([
  'attack.exfiltration',
  'attack.command-and-control',
  'attack.t1105',
  'attack.t1095',
  'attack.t1572',
]);

/** Hosts and URLs of high and critical findings that reached out, and of servers that a session registered; each once. */
export function indicatorsOf({ findings, mcpServers }: CaseReport): readonly Indicator[] {
  const fromFindings = findings.filter(isOutward).flatMap(ofFinding);
  const fromServers = mcpServers
    .filter(({ registeredBy }) => registeredBy !== undefined)
    .flatMap(({ url, command, args, name, registeredBy }) => {
      const target = url ?? command;
      if (target === undefined) return [];
      const from = registeredBy?.at;
      return [
        {
          name: `MCP server ${name}`,
          reason: 'registered by a session',
          pattern: url === undefined ? processPattern([command, ...args].join(' ')) : urlPattern(url),
          ...(from !== undefined && { from }),
        },
      ];
    });
  return [...new Map([...fromFindings, ...fromServers].map((item) => [item.pattern, item])).values()];
}

function isOutward({ level, tags }: Finding): boolean {
  return isGrave(level) && tags.some((tag) => outwards.has(tag));
}

function ofFinding({ subject, title, at }: Finding): Indicator[] {
  const urls = subject.match(/\bhttps?:\/\/[^\s"'<>|)\]]{1,500}/gi) ?? [];
  return urls.flatMap((url) => {
    const host = hostOf(url);
    if (host === undefined || notTelling.test(host)) return [];
    const common = { reason: title, ...(at !== undefined && { from: at }) };
    return [
      { ...common, name: host, pattern: hostPattern(host) },
      { ...common, name: url, pattern: urlPattern(url) },
    ];
  });
}

function hostPattern(host: string): string {
  const type = /^[\d.]+$/.test(host) ? 'ipv4-addr' : host.includes(':') ? 'ipv6-addr' : 'domain-name';
  return `[${type}:value = ${literal(host)}]`;
}

function urlPattern(url: string): string {
  return `[url:value = ${literal(url)}]`;
}

function processPattern(commandLine: string): string {
  return `[process:command_line = ${literal(commandLine)}]`;
}

/** Section 9.3: quotes and backslashes are escaped. */
function literal(text: string): string {
  return `'${text.replace(/[\u0000-\u001f]/g, ' ').replace(/[\\']/g, '\\$&')}'`;
}
