import { type JsonObject, listOf, objectOf, textOf } from '../../json-object.ts';
import { plainField, shellQuoted } from '../field.ts';
import { readStructured } from './structured-text.ts';

/** One service of a compose file as its command of `docker`. */
export interface Service {
  readonly name: string;
  /** `docker run …`, a line for the shell. */
  readonly run: string;
  /** The same without the command of the file. */
  readonly start: string;
  /** Where its image is made from a Dockerfile: `docker build …`. */
  readonly build?: string;
}

/** What a file may name by itself. */
export interface ComposeSurroundings {
  readonly cwd: string;
  readonly home: string;
}

/** Services of a compose file. https://docs.docker.com/reference/compose-file/services/ */
export function servicesIn(text: string, around: ComposeSurroundings): readonly Service[] {
  const services = objectOf(readStructured(interpolated(text, around), 'yaml')?.['services']) ?? {};
  return Object.entries(services).flatMap(([name, service]) => {
    const known = objectOf(service);
    return known ? [serviceOf(name, known)] : [];
  });
}

/** `${HOME}`, `${DATA:-/srv}`, `$$`. https://docs.docker.com/reference/compose-file/interpolation/ */
function interpolated(text: string, { cwd, home }: ComposeSurroundings): string {
  const known: Readonly<Record<string, string>> = { HOME: home, PWD: cwd };
  return text.replace(
    /\$(\$|\w+|\{(\w+)(?::?-([^}]*))?\})/g,
    (whole, mark: string, inner?: string, fallback?: string) => {
      if (mark === '$') return '$';
      return known[inner ?? mark] ?? fallback ?? whole;
    },
  );
}

function serviceOf(name: string, service: JsonObject): Service {
  const entry = words(service['entrypoint']);
  const command = words(service['command']);
  const image = textOf(service['image']) ?? `compose-${name}`;
  const options = [...optionsOf(service), ...(entry.length > 0 ? ['--entrypoint', entry[0] ?? ''] : [])];
  const start = ['docker', 'run', ...options, image, ...entry.slice(1)].join(' ');
  const run = [start, ...command].join(' ');
  const build = buildOf(service['build']);
  return { name, run, start, ...(build !== undefined && { build }) };
}

function buildOf(build: unknown): string | undefined {
  if (typeof build === 'string') return `docker build ${quoted(build)}`;
  const known = objectOf(build);
  if (!known) return undefined;
  const context = textOf(known['context']) ?? '.';
  const file = textOf(known['dockerfile']);
  return ['docker', 'build', ...(file ? ['-f', quoted(`${context}/${file}`)] : []), quoted(context)].join(
    ' ',
  );
}

/** Fields that are options of `docker run` under another name. */
const optionFields: Readonly<Record<string, string>> = {
  cap_add: '--cap-add',
  devices: '--device',
  pid: '--pid',
  ipc: '--ipc',
  network_mode: '--network',
  userns_mode: '--userns',
  working_dir: '-w',
};

function optionsOf(service: JsonObject): readonly string[] {
  const given = Object.entries(optionFields).flatMap(([field, option]) =>
    (Array.isArray(service[field]) ? listOf(service[field]) : [service[field]]).flatMap((value) =>
      typeof value === 'string' ? [option, quoted(value)] : [],
    ),
  );
  const mounts = listOf(service['volumes']).flatMap((volume) => {
    const mount = typeof volume === 'string' ? volume : mountOf(objectOf(volume) ?? {});
    return mount === undefined ? [] : ['-v', quoted(mount)];
  });
  return [...(service['privileged'] === true ? ['--privileged'] : []), ...given, ...mounts];
}

/** The long form. https://docs.docker.com/reference/compose-file/services/#long-syntax-6 */
function mountOf({ source, target, read_only: isReadOnly }: JsonObject): string | undefined {
  if (typeof source !== 'string' || typeof target !== 'string') return undefined;
  return `${source}:${target}${isReadOnly === true ? ':ro' : ''}`;
}

/** A list is words; one text is split as a shell splits it, which reads the line anyway. */
function words(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return listOf(value).flatMap((word) => (typeof word === 'string' ? [quoted(word)] : []));
}

function quoted(word: string): string {
  return word === '' ? "''" : shellQuoted(plainField(word)).text;
}
