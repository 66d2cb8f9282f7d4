import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bagFiles, bagLabels } from '../evidence/bag.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { tagFiles } from './bag-contents.ts';
import { bagReadme } from './bag-readme.ts';
import type { Collector, CopiedEntry, MadeEntry } from './custody-entry.ts';
import { formatManifest } from './manifest.ts';

/** Whose evidence a bag holds; payload paths. */
export interface BagSubject {
  readonly payload: string;
  readonly recordedPath: string;
  /** What `CLAUDE_CONFIG_DIR` names. */
  readonly agentFolder?: string;
}

export interface Sealing {
  readonly entries: readonly (CopiedEntry | MadeEntry)[];
  readonly custodyHead: string;
  readonly home: BagSubject;
  readonly collector: Collector;
  readonly at: Date;
}

/**
 * Writes the tag files of a bag whose payload and custody log are complete.
 * @returns SHA-256 of the tag manifest, over which all other digests hang
 */
export function sealBag(folder: string, sealing: Sealing): string {
  const payload = sealing.entries.map(({ payload: path, sha256 }) => ({ path, sha256 }));
  writeTag(folder, bagFiles.declaration, 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  writeTag(folder, bagFiles.info, infoText(sealing));
  writeTag(folder, bagFiles.manifest, formatManifest(payload));
  writeTag(folder, bagFiles.readme, bagReadme(sealing.home.recordedPath));
  const tags = tagFiles
    .filter((path) => path !== bagFiles.tagManifest)
    .map((path) => ({ path, sha256: fileDigest(join(folder, path)) ?? '' }));
  const tagManifest = formatManifest(tags);
  writeTag(folder, bagFiles.tagManifest, tagManifest);
  return createHash('sha256').update(tagManifest).digest('hex');
}

/** https://www.rfc-editor.org/rfc/rfc8493#section-2.2.2 */
function infoText({ entries, custodyHead, home, collector, at }: Sealing): string {
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const labels: [string, string][] = [
    ['Bag-Software-Agent', collector.tool],
    ['Bagging-Date', at.toISOString().slice(0, 10)],
    ['Payload-Oxum', `${bytes}.${entries.length}`],
    ['Contact-Name', collector.user],
    ['Source-Host', collector.host],
    [bagLabels.home, home.payload],
    [bagLabels.recordedHome, home.recordedPath],
    ...(home.agentFolder === undefined
      ? []
      : [[bagLabels.agentFolder, home.agentFolder] as [string, string]]),
    [bagLabels.custodyHead, custodyHead],
  ];
  return labels.map(([label, value]) => `${label}: ${value.replace(/[\r\n]+/g, ' ')}\n`).join('');
}

/** On disk before the bag gets its name. */
function writeTag(folder: string, name: string, text: string): void {
  const descriptor = openSync(join(folder, name), 'w', 0o600);
  writeFileSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}
