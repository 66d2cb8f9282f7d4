import type { Call } from '../call.ts';
import { type Field, plainField, shellQuoted } from '../field.ts';
import { resolvePath } from '../paths.ts';
import type { Scope } from '../scope.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { type Service, servicesIn } from './compose-file.ts';
import { stepsOf } from './dockerfile.ts';

const composeFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const likely = { certainty: 'likely' } as const;

/**
 * Runs the services of the compose files that are named, or lie in the working folder, as far as their text is known.
 * @param names services; all of them where none is named
 */
export function runServices(call: Call, names: readonly string[]): void {
  const chosen = services(call).filter(({ name }) => names.length === 0 || names.includes(name));
  for (const { run, build } of chosen) {
    if (build !== undefined) runAsContainer(call, build);
    runAsContainer(call, run);
  }
}

/** Runs one service, with another command where one is given; where its file is not known, in a container of its name. */
export function runService(call: Call, name: string, command: readonly Field[]): Stream {
  const service = services(call).find((one) => one.name === name);
  const given = command.map((word) => shellQuoted(word).text).join(' ');
  if (!service && given === '') return unknownStream;
  return runAsContainer(
    call,
    command.length === 0 ? (service?.run ?? '') : `${service?.start ?? `docker run ${name}`} ${given}`,
  );
}

/** The files are read from the folder of the first. https://docs.docker.com/reference/cli/docker/compose/ */
function services(call: Call): readonly Service[] {
  const named = filesNamed(call.argv);
  const files = named.length > 0 ? named : composeFiles.map((name) => plainField(name));
  const { home } = call.analysis.context;
  return files.flatMap((file) => {
    const text = textOf(call, file);
    return text === undefined ? [] : servicesIn(text, { cwd: call.scope.cwd, home });
  });
}

/** They stand before the subcommand. */
function filesNamed(argv: readonly Field[]): readonly Field[] {
  return argv.flatMap((word, index) => {
    const attached = /^--file=(.+)$/s.exec(word.text)?.[1];
    if (attached !== undefined) return [{ ...word, text: attached }];
    const isValue = /^(?:-f|--file)$/.test(argv[index - 1]?.text ?? '');
    return isValue ? [word] : [];
  });
}

function textOf(call: Call, file: Field): string | undefined {
  return file.text === '-' ? call.stdin.text : call.analysis.codeIn(call.resolve(file)).text;
}

/** What a container changes in itself goes with it. */
function runAsContainer(call: Call, line: string): Stream {
  const mark = `compose ${line}`;
  const { running } = call.scope;
  if (running.includes(mark)) return unknownStream;
  return call.runSource(plainField(line), { ...likely, isThrownAway: true, running: [...running, mark] });
}

/** What the making of an image fetches and sends, where the text of its Dockerfile is known. */
export function runImageSteps(call: Call): void {
  const context = call.operand(0) || '.';
  const named = call.value('-f')?.text;
  const folder = resolvePath(context, call.scope.cwd);
  const files = named === undefined ? [`${folder}/Dockerfile`, `${folder}/Containerfile`] : [named];
  const text = files.map((name) => textOf(call, plainField(name))).find((one) => one !== undefined);
  if (text === undefined) return;
  const { lines, fetches } = stepsOf(text);
  for (const address of fetches) call.network('download', address, likely);
  const changes: Partial<Scope> = { ...likely, remote: 'image', cwd: '/', isThrownAway: true };
  call.runSource(plainField(lines.join('\n')), changes);
}
