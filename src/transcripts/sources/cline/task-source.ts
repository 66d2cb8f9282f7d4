import { basename, dirname } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import { referencePath } from '../../../evidence/home.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { Source } from '../source.ts';
import { readTask } from './read-task.ts';

/** One folder a task: `ui_messages.json`, beside it what the model was sent. @param agent id in `src/agents/` */
export function taskSource(agent: string): Source {
  return entrySource({
    agent,
    locate: (evidence) =>
      oneOfEach(storeFiles(agent, evidence)).map((path) => ({
        agent,
        path,
        reference: referencePath(evidence.home, path),
        project: '',
        kind: 'main',
        sessionId: basename(dirname(path)),
      })),
    read: readTask,
  });
}

/** What stands in the messages to the model stands in those to the human, too. */
function oneOfEach(paths: readonly string[]): string[] {
  const shown = new Set(paths.filter((path) => basename(path) === 'ui_messages.json').map(dirname));
  return paths.filter((path) => basename(path) === 'ui_messages.json' || !shown.has(dirname(path)));
}
