import type { EffectiveSetting, ProblematicRule } from '../../assess/posture/effective-settings.ts';
import type { Posture } from '../../assess/posture/posture.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { RenderOptions } from '../format.ts';
import { origin } from '../origin.ts';
import { renderTable } from '../text-table.ts';

/** What a session wrote or a query found; the rest is counted. Then what guards later sessions. */
export function postureTable({ items, permissions, agents }: Posture, options: RenderOptions): string {
  const shown = items.filter(isTelling);
  const rest = items.length - shown.length;
  const left = rest > 0 ? `${rest} more that no session wrote and no query found: --format json` : '';
  return [
    section(
      'What acts later',
      shown.length > 0 ? [itemTable(shown, options), left] : ['nothing that a session wrote', left],
    ),
    section('Guards', [settingTable(permissions.settings, options)]),
    section('Rules that do not do what they seem to', [ruleTable(permissions.problematicRules, options)]),
    section('Agents, installed or known by their sessions', [agentTable(agents, options)]),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** A list entry of a whole file that nobody is known to have written says nothing. */
function isTelling({ writtenBy, findings, meaning, kind }: PostureItem): boolean {
  return writtenBy !== undefined || findings.length > 0 || (meaning !== undefined && kind !== 'guard');
}

function section(title: string, parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '');
  return body.length === 0 ? '' : [title, ...body].join('\n');
}

function itemTable(items: readonly PostureItem[], options: RenderOptions): string {
  const rows = items.map((item) => [
    `${item.kind}\n${item.name}`,
    item.command ?? '',
    [item.meaning, `runs: ${item.runs}`].filter((part) => part !== undefined).join('\n'),
    origin(item.writtenBy, item.modifiedAt),
    item.findings.join('\n'),
    item.line === undefined ? item.path : `${item.path}:${item.line}`,
  ]);
  return renderTable(['what', 'value', 'meaning', 'written by', 'findings', 'where'], rows, options);
}

function settingTable(settings: readonly EffectiveSetting[], options: RenderOptions): string {
  const rows = settings.map(({ key, value, scope, path, line, project, meaning }) => [
    key,
    value,
    project === undefined ? scope : `${scope}\n${project}`,
    meaning,
    path === undefined ? '' : `${path}:${line ?? 1}`,
  ]);
  return renderTable(['setting', 'value', 'scope', 'meaning', 'where'], rows, options);
}

function ruleTable(rules: readonly ProblematicRule[], options: RenderOptions): string {
  const rows = rules
    .filter(({ kind }) => kind !== 'partial')
    .map(({ list, rule, problem, scope, evidence }) => [
      `${list} ${rule}`,
      problem,
      scope,
      `${evidence.path}:${evidence.line ?? 1}`,
    ]);
  return rows.length === 0 ? '' : renderTable(['rule', 'problem', 'scope', 'where'], rows, options);
}

function agentTable(agents: Posture['agents'], options: RenderOptions): string {
  const rows = agents.map(({ name, version, channel, path }) => [name, version, channel, path]);
  return rows.length === 0 ? '' : renderTable(['agent', 'version', 'known by', 'where'], rows, options);
}
