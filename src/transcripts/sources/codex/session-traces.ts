import type { SessionStore } from '../../../agents/agent.ts';
import { filesOfStore } from '../../../evidence/agents/store-files.ts';
import type { Evidence } from '../../../evidence/configuration/read-text.ts';
import { referencePath } from '../../../evidence/home.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { textOf } from '../../../json-object.ts';
import type { SessionTraces } from '../claude-code/session-traces.ts';

/** Every prompt with its session: `{session_id, ts, text}`, in seconds since 1970. */
const history: SessionStore = {
  base: 'home',
  paths: ['.codex/history.jsonl'],
  session: 'log',
  source: 'https://github.com/openai/codex/blob/main/codex-rs/message-history/src/lib.rs',
};

/** Sessions that the history of prompts names. */
export function sessionTraces(evidence: Evidence): SessionTraces[] {
  return filesOfStore('codex', history, evidence).map((path) => {
    const place = referencePath(evidence.home, path);
    const sessions = new Map<string, number>();
    for (const { object } of readJsonLines({ path, reference: place }, evidence.reportGap)) {
      const [id, at] = [textOf(object['session_id']), object['ts']];
      if (id !== undefined) sessions.set(id, typeof at === 'number' ? at * 1_000 : Number.NaN);
    }
    return { place, sessions, isKept: true };
  });
}
