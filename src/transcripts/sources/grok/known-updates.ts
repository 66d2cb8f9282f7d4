import { dirname, join } from 'node:path';
import { statOf } from '../../../evidence/configuration/stat-of.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { UpdateReader } from './update-reader.ts';

/** What `updates.jsonl` tells of a session, so that the history beside it is not told once more. */
export interface KnownUpdates {
  readonly calls: ReadonlySet<string>;
  readonly hasPrompts: boolean;
}

/** @param history the model's messages of a session, which lie beside its updates */
export function updatesBeside(history: TranscriptFile): KnownUpdates {
  const calls = new Set<string>();
  let hasPrompts = false;
  const path = join(dirname(history.path), 'updates.jsonl');
  if (!statOf(path)?.isFile()) return { calls, hasPrompts };
  const reader = new UpdateReader();
  for (const { object } of readJsonLines({ path, reference: path }, () => undefined)) {
    for (const entry of reader.take(object)) {
      if (entry.kind === 'call' && entry.id !== undefined) calls.add(entry.id);
      hasPrompts ||= entry.kind === 'prompt';
    }
  }
  return { calls, hasPrompts };
}
