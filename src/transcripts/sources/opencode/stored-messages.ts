import { dirname, join } from 'node:path';
import type { EvidenceReference } from '../../../evidence/artifact.ts';
import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { entriesIn } from '../../../evidence/names-in.ts';
import { type JsonObject, objectOf } from '../../../json-object.ts';
import type { TranscriptFile } from '../../transcript-file.ts';

/** A message with one of its parts, or without any, and the file that holds it. */
interface StoredMessage {
  readonly message: JsonObject;
  readonly place: EvidenceReference;
}

const nothing = /(?!)/g;

/**
 * Messages of a session in `message/<session>/`, their parts in `part/<message>/`: names ascend with time. Links are
 * not followed.
 */
export function* storedMessages(
  file: TranscriptFile,
  session: string,
  reportGap: ReportGap,
): Generator<StoredMessage> {
  const storage = { path: dirname(dirname(dirname(file.path))), reference: above(file.reference) };
  for (const name of filesIn(join(storage.path, 'message', session))) {
    const { record: info, place } = recordAt(storage, `message/${session}/${name}`, reportGap);
    if (!info) continue;
    yield { message: { info }, place };
    const message = name.replace(/\.json$/, '');
    for (const part of filesIn(join(storage.path, 'part', message))) {
      const { record, place: partPlace } = recordAt(storage, `part/${message}/${part}`, reportGap);
      if (record) yield { message: { info, parts: [record] }, place: partPlace };
    }
  }
}

function recordAt(
  { path, reference }: { readonly path: string; readonly reference: string },
  inside: string,
  reportGap: ReportGap,
): { readonly record: JsonObject | undefined; readonly place: EvidenceReference } {
  const file = { path: join(path, inside), reference: `${reference}${inside}` };
  return { record: objectOf(readJsonText(file, nothing, reportGap).value), place: { path: file.reference } };
}

/** `…/storage/session/<project>/ses_….json` → `…/storage/` */
function above(reference: string): string {
  return `${reference.split('/').slice(0, -3).join('/')}/`.replace(/^\/$/, '');
}

function filesIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => name)
    .sort();
}
