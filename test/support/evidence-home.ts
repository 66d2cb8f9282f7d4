import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path below the image's root → content. */
export type ImageFiles = Readonly<Record<string, string | Uint8Array>>;

/** A mounted image with one home, gone when the test is over. */
export interface Image {
  readonly root: string;
  readonly home: string;
  write(path: string, content: string | Uint8Array): void;
}

/** A session in which nothing happened: without a transcript the absence of one would be a gap. */
const quietSession = {
  type: 'user',
  uuid: '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e01',
  sessionId: '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00',
  timestamp: '2026-11-13T14:00:00.000Z',
  cwd: '/home/dana',
  version: '2.1.240',
  message: { role: 'user', content: 'hello' },
};

/** @param files paths below the root: `home/dana/.claude.json` */
export function evidenceImage(files: ImageFiles, home = 'home/dana'): Image {
  const root = mkdtempSync(join(tmpdir(), 'yolo-triage-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, content: string | Uint8Array) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  mkdirSync(join(root, home), { recursive: true });
  const hasTranscript = Object.keys(files).some((path) => path.endsWith('.jsonl'));
  if (!hasTranscript) {
    write(
      `${home}/.claude/projects/-home-dana/${quietSession.sessionId}.jsonl`,
      `${JSON.stringify(quietSession)}\n`,
    );
  }
  if (files[`${home}/.claude.json`] === undefined) write(`${home}/.claude.json`, '{}');
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { root, home: join(root, home), write };
}
