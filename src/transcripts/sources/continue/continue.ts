import { basename } from 'node:path';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { Outcome } from '../../tool-call.ts';
import { locatedFiles } from '../located-files.ts';
import { textIn, writtenCall } from '../message-blocks.ts';

const agent = 'continue';
const opening = /\{\s*"message"\s*:/g;

/** By the state of a call; of one that waits or runs nothing is known yet. */
const outcomes: Readonly<Record<string, Outcome>> = {
  done: 'succeeded',
  errored: 'failed',
  canceled: 'denied',
};
const exitCode = /Command failed with exit code (-?\d{1,10})/;

/**
 * One document a session: messages with the state of each call that they ask for; no times.
 * https://github.com/continuedev/continue/blob/main/core/index.d.ts (`Session`, `ToolCallState`)
 */
export const continueAgent = entrySource({
  agent,
  ids: 'session',
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path, '.json')),
  *read(file, reportGap) {
    const { value, saved } = readJsonText(file, opening, reportGap);
    const session = objectOf(value);
    if (value !== undefined && !session)
      yield { kind: 'unclaimed', type: 'no session', mayHoldCall: true, place: {} };
    const cwd = textOf(session?.['workspaceDirectory'])?.replace(/^file:\/\/(?=\/)/, '');
    const sessionId = textOf(session?.['sessionId']) ?? file.sessionId;
    yield { ...contextOf({ sessionId, cwd, project: cwd }), place: {} };
    for (const [index, item] of [...listOf(session?.['history']), ...saved].entries()) {
      const place = saved.length > 0 ? {} : { pointer: `/history/${index}` };
      for (const entry of itemEntries(objectOf(item) ?? {})) yield { ...entry, place };
    }
  },
});

function itemEntries(item: JsonObject): UnplacedEntry[] {
  const message = objectOf(item['message']) ?? {};
  const text = textIn(message['content']);
  if (message['role'] === 'user') return text === '' ? [] : [{ kind: 'prompt', text }];
  if (message['role'] !== 'assistant') return [];
  const states = new Map(
    [...listOf(item['toolCallStates']), item['toolCallState']].flatMap((one) => {
      const state = objectOf(one);
      const id = textOf(state?.['toolCallId']);
      return state && id !== undefined ? [[id, state] as const] : [];
    }),
  );
  const asked = new Map(
    [...listOf(message['toolCalls']), ...[...states.values()].map(({ toolCall }) => toolCall)].flatMap(
      (one) => {
        const call = objectOf(one);
        const id = textOf(call?.['id']);
        return call && id !== undefined ? [[id, call] as const] : [];
      },
    ),
  );
  return [...asked].flatMap(([id, call]) => callEntries(call, states.get(id)));
}

function callEntries(call: JsonObject, state: JsonObject | undefined): UnplacedEntry[] {
  const written = writtenCall({ ...call, ...objectOf(call['function']) });
  const input = objectOf(state?.['processedArgs']) ?? objectOf(state?.['parsedArgs']) ?? written.input;
  const made = { kind: 'call', ...written, input: withPath(input) } as const;
  const status = textOf(state?.['status']) ?? '';
  const told = Object.hasOwn(outcomes, status) ? outcomes[status] : undefined;
  if (told === undefined || written.id === undefined) return [made];
  const output = listOf(state?.['output']).map((one) => objectOf(one) ?? {});
  const text = output
    .flatMap((one) => [textOf(one['description']) ?? '', textOf(one['content']) ?? ''])
    .join('\n');
  const code = exitCode.exec(text.slice(0, 2_000))?.[1];
  const outcome = told === 'succeeded' && code !== undefined && code !== '0' ? 'failed' : told;
  return [
    made,
    { kind: 'result', callId: written.id, outcome, isError: outcome !== 'succeeded', text: text.trim() },
  ];
}

function withPath(input: JsonObject): JsonObject {
  const path = textOf(input['filepath']) ?? textOf(input['dirPath']);
  return path === undefined ? input : { ...input, path };
}
