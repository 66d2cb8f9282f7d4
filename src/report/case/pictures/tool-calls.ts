import type { ToolUse } from '../../../assess/activity.ts';
import type { Outcome } from '../../../transcripts/tool-call.ts';
import { counted } from '../../markdown.ts';
import { mermaidLabel } from './mermaid.ts';
import type { Picture } from './picture.ts';
import { svgPicture, svgRect, svgText } from './svg.ts';

/** From what is as it should be to what nobody knows; a new outcome has to take its place here. */
const rank: Readonly<Record<Outcome, number>> = {
  succeeded: 0,
  failed: 1,
  denied: 2,
  'not-run': 3,
  interrupted: 4,
  background: 5,
  unknown: 6,
};
const outcomes = Object.keys(rank) as Outcome[];
const toolsAtMost = 12;
const width = 960;
const left = 190;
/** Room for what became of the calls of the longest bar, in words. */
const right = 290;
const rowHeight = 24;

/** Calls by tool, each bar divided by what became of the calls. */
export const toolCalls: Picture = {
  title: 'Calls by tool and outcome',
  words({ activity }) {
    const [first] = activity.tools;
    const most = first === undefined ? '' : `, most of them ${first.tool} (${total(first)})`;
    return `${counted(activity.calls, 'call')} with ${counted(activity.tools.length, 'tool')}${most}.`;
  },
  svg(report) {
    const tools = report.activity.tools.slice(0, toolsAtMost);
    if (tools.length === 0) return '';
    const most = Math.max(...tools.map(total));
    const height = 30 + tools.length * rowHeight;
    return svgPicture({ width, height, title: this.title, words: this.words(report) }, [
      ...outcomes.flatMap((outcome, index) => [
        svgRect({ x: left + index * 105, y: 6, width: 10, height: 10 }, `outcome-${outcome}`),
        svgText(outcome, { x: left + index * 105 + 14, y: 15, kind: 'small' }),
      ]),
      ...tools.flatMap((use, index) => bar(use, 30 + index * rowHeight, (width - left - right) / most)),
    ]);
  },
  mermaid({ activity }) {
    const tools = activity.tools.slice(0, toolsAtMost);
    if (tools.length === 0) return '';
    return ['pie showData', ...tools.map((use) => `  "${mermaidLabel(use.tool)}" : ${total(use)}`)].join(
      '\n',
    );
  },
};

function bar(use: ToolUse, y: number, perCall: number): string[] {
  let x = left;
  const parts = outcomes.flatMap((outcome) => {
    const count = use.outcomes[outcome] ?? 0;
    if (count === 0) return [];
    const size = { x, y, width: Math.max(1, count * perCall), height: rowHeight - 6 };
    x += size.width;
    return svgRect(size, `outcome-${outcome}`, `${outcome}: ${count}`);
  });
  const name = use.tool.length > 24 ? `${use.tool.slice(0, 23)}…` : use.tool;
  return [
    svgText(name, { x: 0, y: y + 13 }),
    ...parts,
    svgText(inWords(use), { x: x + 6, y: y + 13, kind: 'small' }),
  ];
}

/** Colours are not seen by everybody, nor printed everywhere. */
function inWords({ outcomes: counts }: ToolUse): string {
  return outcomes
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');
}

function total({ outcomes: counts }: ToolUse): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
