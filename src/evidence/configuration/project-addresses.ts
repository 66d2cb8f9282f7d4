import { posix } from 'node:path';
import { type Home, hostPath, isAtHand } from '../home.ts';
import { readText } from './read-text.ts';

/** Texts of the files in which a project's people write which hosts and remotes are theirs. */
export interface AddressFile {
  /** As the evidence writes it. */
  readonly recorded: string;
  readonly text: string;
}

/** Told by name: a folder may hold any number of other files. */
const names = [
  '.env',
  '.env.local',
  '.env.development',
  '.env.production',
  '.env.example',
  '.dev.vars',
  '.git/config',
  'package.json',
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  'wrangler.toml',
  'fly.toml',
  'vercel.json',
  'netlify.toml',
] as const;

const bytesAtMost = 256 * 1024;

/**
 * @param folder absolute, as the evidence writes it
 * @returns what is there; a file that cannot be read names nobody, and is no gap of the case
 */
export function projectAddressFiles(folder: string, home: Home): readonly AddressFile[] {
  if (!posix.isAbsolute(folder) || !isAtHand(home, folder)) return [];
  const evidence = { home, isLive: false, reportGap: () => undefined };
  return names.flatMap((name) => {
    const recorded = posix.join(folder, name);
    const read = readText(hostPath(home, recorded), evidence, bytesAtMost);
    return read ? [{ recorded, text: read.text }] : [];
  });
}
