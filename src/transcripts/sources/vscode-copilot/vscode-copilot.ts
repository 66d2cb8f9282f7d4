import { basename, dirname, join } from 'node:path';
import { readHead } from '../../../evidence/read-head.ts';
import { objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { pathOfUri } from '../path-of-uri.ts';
import { readChat } from './chat-document.ts';
import { turnEntries } from './turn-entries.ts';

const agent = 'vscode-copilot';

/**
 * One file a conversation, below the folder of what the editor keeps for a workspace; what somebody exported has the
 * same form. https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/model/chatSessionStore.ts
 */
export const vscodeCopilot = entrySource({
  agent,
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path).replace(/\.jsonl?$/, '')),
  *read(file, reportGap) {
    const { head, requests, strange } = readChat(file, reportGap);
    const sessionId = textOf(head['sessionId']) ?? file.sessionId;
    const cwd = workspaceOf(file.path);
    const created = head['creationDate'];
    const time = typeof created === 'number' ? { at: created } : {};
    yield { ...contextOf({ sessionId, cwd, project: cwd }), ...time, place: {} };
    for (const { request, place } of requests)
      for (const entry of turnEntries(request)) yield { ...entry, place };
    for (const { request, place } of strange)
      yield { kind: 'unclaimed', type: 'no turn', mayHoldCall: couldHold(request), place };
  },
});

/** `workspace.json` beside the folder of conversations: `{"folder": "file:///srv/app"}`, or a file that lists several. */
function workspaceOf(path: string): string | undefined {
  try {
    const told = objectOf(JSON.parse(readHead(join(dirname(dirname(path)), 'workspace.json'), 64 * 1024)));
    const file = pathOfUri(told?.['workspace'] ?? told?.['configuration']);
    return pathOfUri(told?.['folder']) ?? (file === undefined ? undefined : dirname(file));
  } catch {
    return undefined;
  }
}
