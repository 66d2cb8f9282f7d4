import type { HardenReport, ReportedFile, ReportedPlan, SystemCheck } from '../../harden/harden-report.ts';
import type { RenderOptions } from '../format.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';

const headlines = {
  plan: 'Nothing was written. Name a folder with --output-dir to write these files below it.',
  write: 'Written. harden --check compares, harden --revert puts back what stood there before.',
  check: '',
  revert: 'Reverted.',
} as const;

/** A plan with the reason for each value, or what is in force of it. */
export function hardenTable(report: HardenReport, options: RenderOptions): string {
  const parts = [
    headlines[report.action],
    ...(report.plans ?? []).map((plan) => planPart(plan, options)),
    ...(report.detections ? [`detections\n${fileTable(report.detections, options)}`] : []),
    ...(report.checks ?? []).map((check) => checkPart(check, options)),
    (report.done ?? []).map(visible).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function planPart({ system, keys, files, notes }: ReportedPlan, options: RenderOptions): string {
  const values = keys.map(({ path, value, since, reason }) => [
    path.join('.'),
    short(value),
    since ?? 'not named',
    reason,
  ]);
  return [
    `${system}`,
    renderTable(['Setting', 'Value', 'Since', 'Why'], values, options),
    fileTable(files, options),
    ...bullets(notes),
  ].join('\n');
}

function fileTable(files: readonly ReportedFile[], options: RenderOptions): string {
  const rows = files.map(({ change, path, purpose }) => [change, path, purpose]);
  return renderTable(['Change', 'File', 'What it is'], rows, options);
}

function checkPart(check: SystemCheck, options: RenderOptions): string {
  const { system, keys, drift, installed, open, notes, source } = check;
  const missing = keys.filter(({ inForce }) => !inForce).length;
  const verdict =
    missing === 0 && drift.length === 0
      ? 'in force'
      : `${missing} of ${keys.length} settings not in force, ${drift.length} files changed`;
  const values = keys.map(({ path, inForce, found, ignoredBy }) => [
    path.join('.'),
    inForce ? 'in force' : `not in force: ${short(found)}`,
    ignoredBy.join(', '),
  ]);
  return [
    `${system}: ${verdict} (managed source: ${source})`,
    renderTable(['Setting', 'State', 'Ignored by'], values, options),
    ...bullets(drift.map(({ path, problem }) => `${path} ${problem}`)),
    ...bullets(installed.map(({ version, path }) => `Claude Code ${version} in ${path}`)),
    'Still open to a user:',
    ...bullets(open.map(({ what, traces }) => (traces.length > 0 ? `${what}: ${traces.join(', ')}` : what))),
    ...bullets(notes),
  ].join('\n');
}

function bullets(lines: readonly string[]): string[] {
  return lines.map((line) => `· ${visible(line)}`);
}

const longestValue = 60;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
