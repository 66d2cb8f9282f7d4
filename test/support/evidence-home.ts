import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path below the image's root → text. */
export type ImageFiles = Readonly<Record<string, string>>;

/** A mounted image with one home, gone when the test is over. */
export interface Image {
  readonly root: string;
  readonly home: string;
  write(path: string, text: string): void;
}

/** @param files paths below the root: `home/dana/.claude.json` */
export function evidenceImage(files: ImageFiles, home = 'home/dana'): Image {
  const root = mkdtempSync(join(tmpdir(), 'yolo-triage-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  mkdirSync(join(root, home), { recursive: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, home: join(root, home), write };
}
