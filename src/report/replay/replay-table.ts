import type {
  ReplayChange,
  ReplayReport,
  ReplaySet,
  SuggestedRule,
  Suggestion,
} from '../../permissions/replay/replay-report.ts';
import type { RenderOptions } from '../format.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';

/** What a set of settings would have done, beside the one that it is compared with. */
export function replayTable(report: ReplayReport, options: RenderOptions): string {
  const { set, against, changes, suggestion } = report;
  const sets = against ? [set, against] : [set];
  const head = ['', 'Settings', ...(against ? ['Compared with'] : [])];
  const parts = [
    `${report.calls} calls in ${report.activeHours.toFixed(1)} active hours`,
    renderTable(head, summaryRows(sets), options),
    renderTable(['Step', ...head.slice(1)], stepRows(sets), options),
    ...ignoredPart(sets, options),
    ...(changes && changes.length > 0 ? [changesPart(changes, options)] : []),
    ...(suggestion ? [suggestionPart(suggestion, options)] : []),
    report.assumptions.map((line) => `· ${visible(line)}`).join('\n'),
  ];
  return parts.join('\n\n');
}

function summaryRows(sets: readonly ReplaySet[]): string[][] {
  const row = (title: string, of: (set: ReplaySet) => string) => [title, ...sets.map(of)];
  return [
    row('Files', ({ sources }) => sources.map(({ scope, path }) => `${scope} ${path}`).join('\n') || 'none'),
    row('Allowed', ({ byDecision }) => String(byDecision.allow)),
    row('Asked', ({ byDecision }) => String(byDecision.ask)),
    row('Denied', ({ byDecision }) => String(byDecision.deny)),
    row('Prompts an hour', ({ promptsPerHour }) => promptsPerHour.toFixed(1)),
    row(
      'Risky calls stopped',
      ({ risky }) => `${risky.stopped} of ${risky.calls}, ${risky.asked} more asked`,
    ),
    row(
      'Harmless calls broken',
      ({ harmless }) => `${harmless.denied} of ${harmless.calls}, ${harmless.asked} asked`,
    ),
    row('Approximated', ({ approximated }) => String(approximated)),
  ];
}

function stepRows(sets: readonly ReplaySet[]): string[][] {
  const steps = [...new Set(sets.flatMap(({ byStep }) => Object.keys(byStep)))];
  const count = (set: ReplaySet, step: string) =>
    Object.entries(set.byStep).find(([name]) => name === step)?.[1] ?? 0;
  return steps.map((step) => [step, ...sets.map((set) => String(count(set, step)))]);
}

function ignoredPart(sets: readonly ReplaySet[], options: RenderOptions): string[] {
  const rows = sets.flatMap(({ ignored }) =>
    ignored.map(({ scope, behavior, text, reason }) => [scope, behavior, text, reason]),
  );
  return rows.length === 0
    ? []
    : [`Rules without effect\n${renderTable(['Scope', 'List', 'Rule', 'Why'], rows, options)}`];
}

function changesPart(changes: readonly ReplayChange[], options: RenderOptions): string {
  const rows = changes.map(({ from, to, calls, risky, examples }) => [
    `${from} → ${to}`,
    String(calls),
    String(risky),
    examples.map(({ tool, argument }) => `${tool} ${argument.split('\n')[0]?.slice(0, 70)}`).join('\n'),
  ]);
  return `What changes\n${renderTable(['Decision', 'Calls', 'Risky', 'For example'], rows, options)}`;
}

function suggestionPart(suggestion: Suggestion, options: RenderOptions): string {
  const { allow, deny, harmlessAsked, covered, refused } = suggestion;
  const rows = (list: string, rules: readonly SuggestedRule[]) =>
    rules.map(({ rule, calls, findings }) => [list, rule, String(calls), (findings ?? []).join('\n')]);
  const table = renderTable(
    ['List', 'Rule', 'Calls', 'Stops'],
    [...rows('allow', allow), ...rows('deny', deny)],
    options,
  );
  const share =
    harmlessAsked === 0 ? 'no harmless call asks' : `${covered} of ${harmlessAsked} harmless prompts saved`;
  const left =
    refused.length > 0 ? `\nRefused, a finding would have passed: ${refused.map(visible).join(', ')}` : '';
  return `Suggested rules: ${share}\n${table}${left}`;
}
