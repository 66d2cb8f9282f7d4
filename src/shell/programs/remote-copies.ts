import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import { isWindowsPath } from '../paths.ts';
import type { Act } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import { usesFiles } from './credentials-used.ts';
import { fromNetwork } from './curl.ts';

/** A single letter is a drive where there are drives, else a host. */
function isRemotePath({ text }: Field, { cwd }: Call['scope']): boolean {
  if (isWindowsPath(cwd) && /^[a-z]:/i.test(text)) return false;
  return /^(?:[\w.-]+@)?[\w.[\]-]+::?/.test(text) || /^(?:rsync|ssh|sftp|scp):\/\//.test(text);
}

/** Copies between here and `host:path`. */
export const copiesRemotely: Act = (call) => {
  for (const shell of call.values('-e')) if (!/^ssh\b/.test(shell.text)) call.runSource(shell);
  for (const option of call.values('-o')) {
    const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/i.exec(option.text)?.[1];
    if (command) call.runSource(plainField(command));
  }
  usesFiles(call, call.values('-i'));
  const destination = call.operands.at(-1);
  const sources = call.operands.slice(0, -1);
  if (!destination) return unknownStream;
  const streams = sources.map((source) =>
    isRemotePath(source, call.scope) ? fetchFrom(call, source) : call.read(source),
  );
  if (call.has('--remove-source-files'))
    for (const source of sources.filter((one) => !isRemotePath(one, call.scope)))
      call.moveAway(source, destination);
  const { origins } = { origins: joinOrigins(streams) };
  if (isRemotePath(destination, call.scope)) copyThere(call, destination, origins);
  else copyHere(call, destination, { sources, streams });
  return unknownStream;
};

interface Copied {
  readonly sources: readonly Field[];
  readonly streams: readonly Stream[];
}

function copyThere(call: Call, { text }: Field, origins: Stream['origins']): void {
  call.network('upload', text, { origins });
  if (call.has('--delete'))
    call.network('delete', text, { traits: ['recursive', 'forced', 'remote', 'irreversible'] });
}

function copyHere(call: Call, destination: Field, { sources, streams }: Copied): void {
  if (call.has('--delete')) call.delete(destination, { traits: ['recursive', 'forced'] });
  call.write(destination, { origins: joinOrigins(streams) });
  for (const [index, source] of sources.entries()) {
    const name = source.text.replace(/^.*[:/]/, '');
    const stream = streams[index];
    if (stream) call.analysis.setContent(`${call.resolve(destination)}/${name}`, stream);
  }
}

function fetchFrom(call: Call, source: Field): Stream {
  call.network('download', source.text);
  return fromNetwork;
}

export const secureOptions = {
  '-S': 'command',
  '-i -P -F -l -c -J -o -D': 'value',
  '-r': 'recursive',
  '-p -q -v -C -B -4 -6 -A -T -3 -O -s': 'flag',
} as const;
