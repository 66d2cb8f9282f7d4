import { emptyStream, joinStreams, unknownStream } from '../stream.ts';
import { type ApiCall, streamOf } from './api-call.ts';
import { environmentValue } from './environment.ts';
import { runWords } from './processes.ts';
import { pathOf } from './roles.ts';
import { fieldOf, fieldText, knownText, type Value } from './value.ts';

const plain = { dynamic: false, glob: false, origins: [] } as const;

/** Opens a file by a mode of the kind of C: `r`, `w`, `a`, `+`. */
export function opensWith(call: ApiCall, path: Value | undefined, mode: string): Value {
  const field = pathOf(path);
  if (/[wax+>]/.test(mode)) {
    const changes = /[a+]|>>/.test(mode);
    call.shell.write(field, changes ? unknownStream : emptyStream, { changes });
  }
  const origins = /[wax>]/.test(mode) ? [] : call.shell.read(field).origins;
  return { kind: 'thing', name: 'file', subject: field, origins };
}

/** What goes into a file that was opened before. */
export function writesInto(call: ApiCall, file: Value | undefined, content: Value | undefined): void {
  if (file?.kind !== 'thing' || !file.name.startsWith('file') || !file.subject) return;
  const { shell } = call;
  const path = shell.resolve(file.subject);
  const whole = joinStreams([shell.analysis.contentOf(path), streamOf(content)]);
  if (whole.origins.length > 0) shell.write(file.subject, whole, { changes: true });
  else shell.analysis.setContent(path, whole);
}

/** Rights, in octal: what the program of that name does. */
export function changesMode(call: ApiCall, mode: Value | undefined, paths: readonly Value[]): void {
  const field = mode && fieldOf(mode);
  if (!field || field.dynamic) return;
  const words = ['chmod', field.text.replace(/^0o?/, '')].map((text) => ({ text, ...plain }));
  for (const path of paths) call.shell.run([...words, pathOf(path)]);
}

/** What runs in a shell, or without one where there is more than one word. */
export function runsGiven(call: ApiCall): Value {
  const values = call.given.values.filter(({ kind }) => kind !== 'table' && kind !== 'routine');
  call.takes(runWords(call, values));
  return call.result;
}

/** `~` at the start of a path. */
export function inHome(call: ApiCall, value: Value | undefined): Value {
  const field = pathOf(value);
  if (!/^~(?:\/|$)/.test(field.text)) return fieldText(field, 'path');
  const home = fieldOf(environmentValue(call.evaluator, 'HOME'));
  const dynamic = field.dynamic || home.dynamic;
  return fieldText({ ...field, text: home.text + field.text.slice(1), dynamic }, 'path');
}

/** The mode of an opened file as text. */
export function modeOf(value: Value | undefined): string {
  return knownText(value) ?? 'r';
}
