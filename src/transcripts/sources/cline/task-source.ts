import { basename, dirname } from 'node:path';
import { type EntryStore, entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { locatedFiles } from '../located-files.ts';
import type { Source } from '../source.ts';
import { messagesEnding, readMessages } from './read-messages.ts';
import { readTask } from './read-task.ts';

/**
 * One folder a task: `ui_messages.json`, beside it what the model was sent.
 * @param agent id in `src/agents/`
 * @param further how it keeps sessions besides, where it does
 */
export function taskSource(agent: string, further?: Pick<EntryStore, 'read' | 'database'>): Source {
  return entrySource({
    ...further,
    agent,
    ids: 'model',
    locate: (evidence) => oneOfEach(locatedFiles(agent, evidence, sessionOf)).map(described),
    read(file, reportGap) {
      if (file.path.endsWith(messagesEnding)) return readMessages(file, reportGap);
      return further && !taskFiles.has(basename(file.path))
        ? further.read(file, reportGap)
        : readTask(file, reportGap);
    },
  });
}

/** Messages that are not named for the session are a subagent's. */
function described(file: TranscriptFile): TranscriptFile {
  if (!file.path.endsWith(messagesEnding)) return file;
  const name = basename(file.path, messagesEnding);
  return name === file.sessionId ? file : { ...file, kind: 'subagent', agentId: name };
}

const shownFile = 'ui_messages.json';
const taskFiles: ReadonlySet<string> = new Set([shownFile, 'api_conversation_history.json']);

function sessionOf(path: string): string {
  return taskFiles.has(basename(path)) || path.endsWith(messagesEnding)
    ? basename(dirname(path))
    : basename(path, '.json');
}

/** What stands in the messages to the model stands in those to the human, too. */
function oneOfEach(files: readonly TranscriptFile[]): TranscriptFile[] {
  const shown = new Set(
    files.filter(({ path }) => basename(path) === shownFile).map(({ path }) => dirname(path)),
  );
  return files.filter(
    ({ path }) => basename(path) !== 'api_conversation_history.json' || !shown.has(dirname(path)),
  );
}
