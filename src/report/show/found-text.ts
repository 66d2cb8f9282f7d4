import type { ShownCalls } from '../../assess/shown-calls.ts';
import { counted } from '../markdown.ts';

const sentences: Readonly<Record<ShownCalls['found'], string>> = {
  call: 'The call that the reference names, marked.',
  session: 'The session that the reference names, from its first call, marked.',
  commit: 'The call that printed the id of the commit, marked.',
  nearest: 'No call stands there: the record, and the calls around it.',
  'ref-move':
    'No call printed the id: what git says of the commit, and the call that moved a ref there, if one did.',
  folder: 'Calls worked in that folder: the first of them, marked.',
  text: 'No call has to do with it: the words that stand there.',
  absent: 'It is not among the evidence: what the report says of it.',
};

/** What the reference turned out to be. */
export function foundText({ found, calls }: ShownCalls): string {
  if (found === 'session' && calls.length === 0) return 'The session that the reference names made no calls.';
  return sentences[found];
}

/** Empty where the session has no other calls. */
export function leftOutText({ callsBefore, callsAfter }: ShownCalls): string {
  if (callsBefore + callsAfter === 0) return '';
  return `${counted(callsBefore, 'call')} of the session before these, ${callsAfter} after: --around shows more.`;
}
