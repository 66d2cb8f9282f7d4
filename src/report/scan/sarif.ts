import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Gap } from '../../evidence/gap.ts';
import type { Level } from '../../level.ts';
import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { ExplainedRoute, ScanDocument } from '../../scan/scan-document.ts';
import type { SuppressedOccurrence } from '../../scan/suppression.ts';
import { version } from '../../version.ts';
import type { Reporter } from '../format.ts';
import { visible } from '../sanitize.ts';

/** Validators want one; the program has no page of its own on the network. */
const information = 'https://code.claude.com/docs/en/permission-modes';
/** What paths are relative to: the root of the repository. */
const base = '%SRCROOT%';
/** GitHub takes no more in one run. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const resultsAtMost = 25_000;

/** SARIF 2.1.0 as GitHub code scanning wants it. */
export const scanSarif: Reporter<ScanDocument> = (document) =>
  JSON.stringify(sarifLog(document), undefined, 2);

function sarifLog({ occurrences, suppressed, routes, gaps, sourceRoot }: ScanDocument): Log {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const rules = routes.map(ruleOf);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const results = [...places, ...suppressed]
    .slice(0, resultsAtMost)
    .map((place) => resultOf(place, { indexOf, prefix: sourceRoot?.prefix ?? '' }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'yolo-triage',
            semanticVersion: semantic(version),
            informationUri: information,
            rules,
          },
        },
        automationDetails: { id: 'yolo-triage/scan/' },
        columnKind: 'utf16CodeUnits',
        ...(sourceRoot && { originalUriBaseIds: { [base]: { uri: folderUri(sourceRoot.folder) } } }),
        results,
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: gaps.map(notification) }],
      },
    ],
  };
}

function semantic(given: string): string {
  return /^\d+\.\d+\.\d+/.test(given) ? given : '0.0.0';
}

/**
 * A rule has a page of the agent's own that explains it, for an address must be whole; its section of the manual is
 * named in the text, because the program has no address on the network.
 */
function ruleOf({ id, says, remedy, level, documentation }: ExplainedRoute): ReportingDescriptor {
  const manual = `docs/scan-routes.md#${id}`;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: `${capital(says)}.` },
    fullDescription: { text: `${capital(says)}. ${remedy}` },
    help: {
      text: `${remedy} See ${manual}.`,
      markdown: `${remedy}\n\n[${new URL(documentation).host}](${documentation}); in the manual: \`${manual}\``,
    },
    helpUri: documentation,
    defaultConfiguration: { level: sarifLevel[level] },
    properties: { tags: ['security', 'ai-agent'], precision: 'high', 'security-severity': severity[level] },
  };
}

interface Written {
  /** Of the rules, by id. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** From the root of the sources to where paths begin. */
  readonly prefix: string;
}

function resultOf(place: FlagOccurrence | SuppressedOccurrence, { indexOf, prefix }: Written): Result {
  const { route, level, path, line, column, endColumn, fingerprint, reasons, text } = place;
  const columns = column !== undefined && endColumn !== undefined && { startColumn: column, endColumn };
  return {
    ruleId: route,
    ruleIndex: indexOf.get(route) ?? 0,
    level: sarifLevel[level],
    message: { text: messageOf(place) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(prefix + path), uriBaseId: base },
          region: { startLine: line, ...columns, snippet: { text: visible(text) } },
        },
      },
    ],
    partialFingerprints: { 'yoloTriage/v1': fingerprint },
    properties: {
      scope: place.scope,
      guard: place.guard,
      isolation: place.isolation,
      ...(place.since !== undefined && { since: place.since, sinceSource: place.sinceSource }),
      ...(place.sinceCommit !== undefined && { sinceCommit: place.sinceCommit }),
      reasons: reasons.map(visible),
    },
    ...('suppressedBy' in place && {
      suppressions: [
        {
          kind: place.suppressedBy === 'comment' ? 'inSource' : 'external',
          justification: visible(place.justification),
        } as const,
      ],
    }),
  };
}

function messageOf({ reasons, scope, guard, isolation }: FlagOccurrence): string {
  const [says = ''] = reasons;
  return `${capital(visible(says))}. Scope: ${scope}; guard: ${guard}; isolation: ${isolation}.`;
}

/** GitHub reads `error`, `warning` and `note`. */
const sarifLevel = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
} as const satisfies Record<Level, Result['level']>;

const severity: Readonly<Record<Level, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  informational: '0.0',
};

function notification({ reason, evidence }: Gap): Notification {
  return {
    level: 'warning',
    message: { text: visible(reason) },
    ...(evidence && {
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(evidence.path) } } }],
    }),
  };
}

/** A folder as a base of references ends with a slash. */
function folderUri(folder: string): string {
  const path = folder
    .replace(/\\/g, '/')
    .replace(/^(?=[A-Za-z]:)/, '/')
    .replace(/\/*$/, '/');
  return `file://${wellFormed(path).split('/').map(encodeURIComponent).join('/')}`;
}

/** A relative reference: a path with a colon or a leading `~` must not read as a scheme. */
function uriOf(path: string): string {
  const encoded = wellFormed(path).split('/').map(encodeURIComponent).join('/');
  return encoded === '' ? '.' : encoded;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pascalCase(id: string): string {
  return id.split('-').map(capital).join('');
}

/** Half of a surrogate pair cannot be encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
