import { type JsonObject, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { timeIn } from './message-parts.ts';

/** Who a session is. One that an agent of another one started names that one. */
export function sessionEntry(info: JsonObject): UnplacedEntry {
  const [id, parent, cwd] = ['id', 'parentID', 'directory'].map((name) => textOf(info[name]));
  const context = contextOf({
    sessionId: parent ?? id,
    agentId: parent === undefined ? undefined : id,
    cwd,
    project: cwd,
    version: textOf(info['version']),
  });
  return { ...context, ...timeIn(info['time'], 'created') };
}
