import type { Excerpt, ShownCall, ShownFinding } from '../../assess/shown-calls.ts';
import { referenceText } from '../markdown.ts';

/** What is known of one call: a name, and texts of one or more lines. */
export function detailsOf(call: ShownCall): readonly (readonly [name: string, text: string])[] {
  const { id, agent, agentId, sessionId, cwd, permissionMode, permissionModeSource, prompt, effects } = call;
  const who = agentId === undefined ? agent : `${agent}, subagent ${agentId}`;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['reference', referenceText(call.evidence)],
    ['call', id],
    ['session', `${sessionId} of ${who}`],
    ['folder', cwd],
    ['mode', `${permissionMode} (${permissionModeSource})`],
    ['asked for', prompt],
    ['input', excerptText(call.givenInput)],
    ['result', call.printed && `${call.printed.isError ? '(an error) ' : ''}${excerptText(call.printed)}`],
    [
      'effects',
      effects
        .map(({ action, target, zone, certainty }) => `${action} ${target} (${zone}, ${certainty})`)
        .join('\n'),
    ],
    ['findings', call.findings.map(findingText).join('\n')],
  ];
  return given.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [[name, text] as const]));
}

function findingText({ level, title, state, requested, nextStep }: ShownFinding): string {
  const asked = requested === 'yes' ? ', asked for' : '';
  return `${level}: ${title} (${state}${asked})${nextStep === undefined ? '' : `\n  ${nextStep}`}`;
}

/** Says what is left out. */
export function excerptText({ text, wholeLength }: Excerpt): string {
  return wholeLength === undefined ? text : `${text} … (${text.length} of ${wholeLength} characters; --full)`;
}
