import type { ShownCall, ShownCalls } from '../../assess/shown-calls.ts';
import type { RenderOptions } from '../format.ts';
import { oneLine, placeInside, referenceText, shorten } from '../markdown.ts';
import { type PlaceName, placeNames } from '../place-names.ts';
import { visible, visibleLines } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';
import { secondOf } from '../utc-time.ts';
import { wrapWords } from '../wrap-words.ts';
import { detailsOf, excerptText } from './details.ts';
import { foundText, leftOutText } from './found-text.ts';

const argumentWidth = 70;

/** The calls in a table, the one that is asked for marked, and below it all that is known of that one. */
export function showTable(shown: ShownCalls, options: RenderOptions): string {
  const path = mainPathOf(shown);
  const placeOf = placeNames(shown.calls.map(({ evidence }) => evidence));
  const rows = shown.calls.map((call) => cells(call, { path, placeOf }));
  const parts = [foundText(shown)];
  if (rows.length > 0) {
    const table = renderTable(
      ['', 'time (UTC)', 'tool', 'what', 'outcome', 'finding', 'reference'],
      rows,
      options,
    );
    parts.push([visible(path), leftOutText(shown), table].filter((text) => text !== '').join('\n'));
  }
  if (shown.record)
    parts.push(
      lines('record', `${referenceText(shown.record.evidence)}\n${excerptText(shown.record)}`, options),
    );
  for (const call of shown.calls.filter(({ isAsked }) => isAsked)) {
    parts.push(
      detailsOf(call)
        .map(([name, text]) => lines(name, text, options))
        .join('\n'),
    );
  }
  return parts.join('\n\n');
}

/** The file in which the call stands that is asked for: beside it, its calls need only their lines. */
function mainPathOf({ calls }: ShownCalls): string {
  return (calls.find(({ isAsked }) => isAsked) ?? calls[0])?.evidence.path ?? '';
}

interface ShownPlaces {
  /** Of the file whose calls need only their lines. */
  readonly path: string;
  readonly placeOf: PlaceName;
}

function cells(call: ShownCall, { path, placeOf }: ShownPlaces): readonly string[] {
  return [
    call.isAsked ? '>' : '',
    call.startedAt === undefined ? 'unknown' : secondOf(call.startedAt),
    call.tool,
    shorten(oneLine(call.argument), argumentWidth),
    call.outcome,
    call.findings[0]?.level ?? '',
    call.evidence.path === path ? placeInside(call.evidence) : placeOf(call.evidence),
  ];
}

const nameWidth = 11;

/** A name, and its text beside it. */
function lines(name: string, text: string, { columns, signsOf }: RenderOptions): string {
  return wrapWords(visibleLines(text), columns - nameWidth, signsOf)
    .map((line, index) => `${(index === 0 ? name : '').padEnd(nameWidth)}${line}`.trimEnd())
    .join('\n');
}
