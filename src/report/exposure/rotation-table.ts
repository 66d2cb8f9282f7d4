import type { Exposure } from '../../assess/exposure/exposure.ts';
import type { Rotation } from '../../assess/exposure/rotation-list.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { placeNames } from '../place-names.ts';
import { renderTable } from '../text-table.ts';

const words: Readonly<Record<Rotation['reason'], string>> = {
  sent: 'sent',
  printed: 'printed',
  'in-transcript': 'in transcripts',
  read: 'read',
  used: 'used',
  'in-configuration': 'in a configuration',
  'within-reach': 'within reach',
};

/** The rotation list; reachable stores that nobody touched are counted by kind. */
export function exposureTable(
  { rotations, reachable, touched, inTranscripts }: Exposure,
  options: RenderOptions,
): string {
  const listed = rotations.filter(({ reason }) => reason !== 'within-reach');
  return [
    `${counted(touched.length, 'credential file')} touched, ${counted(reachable.length, 'credential file')} within reach, ${sum(inTranscripts)} secrets in transcripts`,
    listed.length === 0 ? 'nothing to rotate' : `Rotate, worst first\n${rotationTable(listed, options)}`,
    reachable.length === 0 ? '' : `Within reach of the user\n${byKind(reachable)}`,
    inTranscripts.length === 0
      ? ''
      : `In transcripts\n${inTranscripts.map(({ kind, count, distinct }) => `  ${kind}: ${distinct} different in ${count} places`).join('\n')}`,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function rotationTable(rotations: readonly Rotation[], options: RenderOptions): string {
  const placeOf = placeNames(rotations.flatMap(({ evidence }) => evidence.slice(0, 1)));
  const rows = rotations.map(({ reason, level, kind, what, by, action, url, evidence: [first] }) => [
    `${words[reason]}\n${level}`,
    kind,
    what,
    by ?? '',
    url === undefined ? action : `${action}\n${url}`,
    first === undefined ? '' : placeOf(first),
  ]);
  return renderTable(['how far', 'kind', 'what', 'by', 'revoke', 'evidence'], rows, options);
}

function byKind(reachable: Exposure['reachable']): string {
  const files = new Map<string, string[]>();
  for (const { kind, file } of reachable) files.set(kind, [...(files.get(kind) ?? []), file]);
  return [...files].map(([kind, paths]) => `  ${kind}: ${paths.join(', ')}`).join('\n');
}

function sum(secrets: Exposure['inTranscripts']): number {
  return secrets.reduce((total, { count }) => total + count, 0);
}
