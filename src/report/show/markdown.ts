import type { ShownCall, ShownCalls } from '../../assess/shown-calls.ts';
import { type Block, facts, heading, paragraph, table } from '../blocks/block.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { code, reference } from '../markdown.ts';
import { secondOf } from '../utc-time.ts';
import { detailsOf, excerptText } from './details.ts';
import { foundText, leftOutText } from './found-text.ts';

/** To paste into a ticket. */
export function showMarkdown(shown: ShownCalls): string {
  const asked = shown.calls.filter(({ isAsked }) => isAsked);
  const blocks: readonly Block[] = [
    heading(1, `Evidence at ${code(shown.reference)}`),
    paragraph(foundText(shown)),
    ...(shown.record
      ? [facts([[reference(shown.record.evidence), code(excerptText(shown.record), longest)] as const])]
      : []),
    ...asked.map((call) =>
      facts(detailsOf(call).map(([name, text]) => [name, code(text, longest)] as const)),
    ),
    heading(2, 'Calls around it'),
    paragraph(leftOutText(shown)),
    table(['Time (UTC)', 'Tool', 'What', 'Outcome', 'Finding', 'Reference'], shown.calls.map(cells)),
  ];
  return renderMarkdown(blocks);
}

const longest = 2000;

function cells(call: ShownCall): readonly string[] {
  return [
    call.startedAt === undefined ? 'unknown' : secondOf(call.startedAt),
    code(call.tool),
    call.isAsked ? `**${code(call.argument)}**` : code(call.argument),
    call.outcome,
    call.findings[0]?.level ?? '',
    reference(call.evidence),
  ];
}
