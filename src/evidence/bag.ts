import { join, relative, resolve } from 'node:path';
import { readRegularText } from '../regular-file.ts';
import { liesIn } from './lies-in.ts';

/** Names inside a bag, RFC 8493. https://www.rfc-editor.org/rfc/rfc8493 */
export const bagFiles = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  custody: 'custody.ndjson',
  readme: 'README.txt',
  /** Absolute paths of the evidence hang below this folder. */
  root: 'data/root',
  /** Bundles of repositories, each below the path of its git folder. */
  repositories: 'data/git',
} as const;

/** Labels of `bag-info.txt` that this program writes besides the reserved ones. */
export const bagLabels = {
  home: 'Evidence-Home',
  recordedHome: 'Evidence-Home-Recorded-As',
  agentFolder: 'Evidence-Agent-Folder',
  custodyHead: 'Custody-Head-SHA256',
} as const;

/** Where a bag keeps the evidence home. */
export interface BagHome {
  readonly directory: string;
  readonly root: string;
  readonly recordedPath: string;
  /** What `CLAUDE_CONFIG_DIR` named when the bag was made. */
  readonly agentFolder?: string;
  /** The bag itself, absolute. */
  readonly bag: string;
}

/** The home inside a bag, or nothing where the folder is no bag of evidence. A path out of the bag is not believed. */
export function bagHome(folder: string): BagHome | undefined {
  const info = bagInfo(folder);
  const home = info?.get(bagLabels.home);
  if (home === undefined) return undefined;
  const root = join(folder, bagFiles.root);
  const directory = resolve(folder, home);
  if (!liesIn(directory, root)) return undefined;
  const agent = info?.get(bagLabels.agentFolder);
  const agentFolder = agent === undefined ? undefined : resolve(folder, agent);
  return {
    directory,
    root,
    bag: folder,
    recordedPath: info?.get(bagLabels.recordedHome) ?? `/${relative(root, directory)}`,
    ...(agentFolder !== undefined && liesIn(agentFolder, root) && { agentFolder }),
  };
}

/** `bag-info.txt` as labels and values, or nothing where the folder is no bag. */
function bagInfo(folder: string): ReadonlyMap<string, string> | undefined {
  return parseBagInfo((name) => textOf(join(folder, name)));
}

/** @param textOf of a file of the bag; undefined where it is not there */
export function parseBagInfo(
  textOf: (name: string) => string | undefined,
): ReadonlyMap<string, string> | undefined {
  const declaration = textOf(bagFiles.declaration);
  if (declaration === undefined || !declaration.startsWith('BagIt-Version:')) return undefined;
  const lines = (textOf(bagFiles.info) ?? '').split(/\r?\n/);
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

function textOf(path: string): string | undefined {
  try {
    return readRegularText(path);
  } catch {
    return undefined;
  }
}
