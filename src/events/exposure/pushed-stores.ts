import { credentialStoreOf } from '../../secrets/credential-stores.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { LogEvent } from '../log-events/log-event.ts';

/** A credential store that was committed, and went out with the commits. */
export interface PushedStore {
  /** Absolute, as the evidence writes it. */
  readonly file: string;
  readonly destinations: readonly string[];
}

const programs = new Set<unknown>(['git', 'gh', 'glab']);
const sessionsAtMost = 1000;
const filesAtMost = 200;

/** Which stores commits are shown to hold, by session, and which calls publish them. */
export class PushedStores {
  readonly #committed = new Map<string, Set<string>>();

  /** The stores that this call published; a push that failed took none along. */
  observe({ sessionId, cwd, outcome }: ToolCall, events: readonly LogEvent[]): readonly PushedStore[] {
    for (const { fields } of events) this.#commit(sessionId, storesIn(fields['committed_paths'], cwd));
    const committed = this.#committed.get(sessionId);
    const published = events.filter(
      ({ fields }) =>
        fields['Action'] === 'publish' && programs.has(fields['Program']) && fields['TakenBack'] !== true,
    );
    if (!committed || published.length === 0 || outcome !== 'succeeded') return [];
    this.#committed.delete(sessionId);
    const destinations = [...new Set(published.map(({ subject }) => subject))];
    return [...committed].map((file) => ({ file, destinations }));
  }

  #commit(sessionId: string, files: readonly string[]): void {
    if (files.length === 0) return;
    const known = this.#committed.get(sessionId) ?? new Set<string>();
    for (const file of files) if (known.size < filesAtMost) known.add(file);
    if (this.#committed.has(sessionId) || this.#committed.size < sessionsAtMost)
      this.#committed.set(sessionId, known);
  }
}

function storesIn(paths: unknown, cwd: string | undefined): readonly string[] {
  if (!Array.isArray(paths)) return [];
  return paths
    .filter((path) => typeof path === 'string')
    .map((path) => (cwd === undefined ? path : resolvePath(path, cwd)))
    .filter((path) => credentialStoreOf(path) !== undefined);
}
