import { basename } from 'node:path';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { Outcome } from '../../tool-call.ts';
import { locatedFiles } from '../located-files.ts';
import { type BlockForm, type BlockResult, blockEntries, timeIn } from '../message-blocks.ts';

const agent = 'amp';
const opening = /\{\s*"role"\s*:/g;

/** By the status of a run; of one that waits nothing is known yet. */
const outcomes: Readonly<Record<string, (result: BlockResult) => Outcome>> = {
  done({ block }) {
    const result = objectOf(objectOf(block['run'])?.['result']);
    const code = result?.['exitCode'];
    if (typeof code === 'number') return code === 0 ? 'succeeded' : 'failed';
    return result?.['success'] === false ? 'failed' : 'succeeded';
  },
  error: () => 'failed',
  cancelled: () => 'interrupted',
  'rejected-by-user': () => 'denied',
};

const form: BlockForm = {
  outcomeOf(result) {
    const status = textOf(objectOf(result.block['run'])?.['status']);
    if (status === undefined) return result.block['is_error'] === true ? 'failed' : 'succeeded';
    return (Object.hasOwn(outcomes, status) ? outcomes[status]?.(result) : undefined) ?? 'unknown';
  },
};

/** One document a thread. https://github.com/kenn-io/agentsview/blob/main/internal/parser/amp.go */
export const amp = entrySource({
  agent,
  ids: 'model',
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path, '.json')),
  *read(file, reportGap) {
    const { value, saved } = readJsonText(file, opening, reportGap);
    const thread = objectOf(value);
    if (value !== undefined && !thread)
      yield { kind: 'unclaimed', type: 'no thread', mayHoldCall: true, place: {} };
    const tree = objectOf(listOf(objectOf(objectOf(thread?.['env'])?.['initial'])?.['trees'])[0]);
    const cwd = textOf(tree?.['uri'])?.replace(/^file:\/\/(?=\/)/, '');
    const header = contextOf({ sessionId: textOf(thread?.['id']) ?? file.sessionId, cwd, project: cwd });
    yield { ...header, ...timeIn(thread?.['created']), place: {} };
    for (const [index, one] of [...listOf(thread?.['messages']), ...saved].entries()) {
      const message = objectOf(one) ?? {};
      const { role, content } = message;
      const sent = objectOf(message['meta'])?.['sentAt'] ?? objectOf(message['usage'])?.['timestamp'];
      const place = saved.length > 0 ? {} : { pointer: `/messages/${index}` };
      // What a run gave back stands in it, not beside it.
      const blocks = Array.isArray(content) ? content.map(withOutput) : content;
      for (const entry of blockEntries({ role, content: blocks, ...timeIn(sent) }, form))
        yield { ...entry, place };
    }
  },
});

function withOutput(one: unknown): unknown {
  const block = objectOf(one);
  const run = objectOf(block?.['run']);
  return block && run ? { ...block, content: run['result'] ?? objectOf(run['error'])?.['message'] } : one;
}
