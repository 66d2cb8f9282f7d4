import type { Call } from '../call.ts';
import { type Field, partOf, plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { joinStreams, unknownStream } from '../stream.ts';

const tarOptions = {
  '-f|--file': 'value',
  '-C|--directory': 'value',
  '-T|--files-from': 'read',
  '-X|--exclude-from': 'read',
  '--exclude --transform --strip-components --owner --group --mode --mtime --label --format -b -H -N -g -V -K':
    'value',
  '-I|--use-compress-program --to-command -F|--info-script|--new-volume-script --rsh-command': 'value',
  '--checkpoint-action': 'value',
  '-c|--create -r --append -u|--update': 'flag',
  '-x|--extract|--get -t --list -d|--diff|--delete': 'flag',
  '-O|--to-stdout --remove-files': 'flag',
  '-z -j -J -v -p -P -a -k -h -W -w -l -m -S --no-recursion': 'flag',
} as const;

const runsInside = ['-I', '--to-command', '-F', '--rsh-command'] as const;

/** Named before `-C` changes the folder. */
function archiveOf(call: Call): Field | undefined {
  const file = call.value('-f') ?? call.scope.variables.get('TAPE')?.fields[0];
  const isHere = file && file.text !== '-' && !/^[\w.-]+:/.test(file.text);
  return isHere ? { ...file, text: call.resolve(file) } : file;
}

/** What an archive takes away; without one, to where its stream goes. */
function movesInto(call: Call, files: readonly Field[], archive: Field | undefined): void {
  for (const file of files) call.moveAway(file, archive ?? plainField('-'));
}

const tars: Act = (call) => {
  for (const option of runsInside) for (const command of call.values(option)) call.runSource(command);
  for (const action of call.values('--checkpoint-action'))
    if (action.text.startsWith('exec=')) call.runSource(partOf(action, 'exec='.length));
  const file = archiveOf(call);
  const cwd = call.value('-C');
  if (cwd) call.scope.cwd = call.resolve(cwd);
  if (call.has('-t')) return unknownStream;
  if (call.has('-c')) {
    const stream = {
      origins: joinStreams([unknownStream, ...call.operands.map((one) => call.read(one))]).origins,
    };
    if (call.has('--remove-files')) movesInto(call, call.operands, file);
    if (!file || file.text === '-') return stream;
    if (/^[\w.-]+:/.test(file.text)) call.network('upload', file.text, { origins: stream.origins });
    else call.write(file, stream);
    return unknownStream;
  }
  const archive = file ? call.read(file) : call.stdin;
  if (call.has('-O')) return { origins: [...new Set([...archive.origins, 'encoded' as const])] };
  if (call.has('-x')) {
    call.write({ text: call.scope.cwd, dynamic: false, glob: false, origins: [] }, archive, {
      traits: ['recursive'],
    });
  }
  return unknownStream;
};

/** Compresses in place: the file is replaced by the archive. */
const packs: Act = (call) => {
  const streams = call.operands.map((file) => call.read(file));
  if (call.has('-c') || call.operands.length === 0) {
    return { origins: joinStreams([call.stdin, ...streams]).origins };
  }
  if (call.has('-l')) return unknownStream;
  const ending = call.value('-S')?.text ?? endings[call.program] ?? '';
  for (const [index, file] of call.operands.entries()) {
    call.write({ ...file, text: file.text + (call.has('-d') ? '' : ending) }, streams[index]);
  }
  return unknownStream;
};

const endings: Readonly<Record<string, string>> = {
  gzip: '.gz',
  pigz: '.gz',
  bzip2: '.bz2',
  xz: '.xz',
  zstd: '.zst',
  lz4: '.lz4',
  compress: '.Z',
};

const packOptions = {
  '-c|--stdout|--to-stdout': 'flag',
  '-l|--list -t|--test': 'flag',
  '-d|--decompress|--uncompress': 'flag',
  '-S|--suffix': 'value',
  '-k -f -r -v -q -n -N -z': 'flag',
} as const;

const zips: Act = (call) => {
  const [archive, ...sources] = call.operands;
  const streams = sources.map((file) => call.read(file));
  if (call.has('-@'))
    streams.push(
      ...(call.stdin.text ?? '')
        .split('\n')
        .filter(Boolean)
        .slice(0, 100)
        .map((text) => call.read({ text, dynamic: false, glob: false, origins: [] })),
    );
  if (call.has('-m')) movesInto(call, sources, archive);
  if (archive) call.write(archive, { origins: joinStreams([unknownStream, ...streams]).origins });
  return unknownStream;
};

const unzips: Act = (call) => {
  const [archive] = call.operands;
  const stream = archive ? call.read(archive) : unknownStream;
  if (['-l', '-t', '-v', '-Z', '-z'].some((option) => call.has(option))) return unknownStream;
  if (call.has('-p')) return stream;
  const folder = call.value('-d') ?? { text: call.scope.cwd, dynamic: false, glob: false, origins: [] };
  call.write(folder, stream, { traits: ['recursive'] });
  return unknownStream;
};

const sevenZip: Act = (call) => {
  const [verb, archive, ...sources] = call.operands;
  if (!verb || !archive) return unknownStream;
  if (/^[aud]$/.test(verb.text)) {
    const streams = sources.map((file) => call.read(file));
    if (call.argv.some(({ text }) => text === '-sdel')) movesInto(call, sources, archive);
    call.write(archive, { origins: joinStreams([unknownStream, ...streams]).origins });
  }
  if (/^[ex]$/.test(verb.text)) {
    call.write({ text: call.scope.cwd, dynamic: false, glob: false, origins: [] }, call.read(archive), {
      traits: ['recursive'],
    });
  }
  return unknownStream;
};

/** Archives and compression. */
export const archives: Programs = {
  'tar gtar bsdtar': {
    options: tarOptions,
    bundled: true,
    optionsFrom: 'TAR_OPTIONS',
    act: tars,
    output: 'none',
  },
  'gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd lz4 pigz compress uncompress lzma': {
    options: packOptions,
    act: packs,
  },
  'zcat bzcat xzcat zstdcat gzcat zless': { operands: 'read' },
  zip: {
    options: {
      '-TT|--unzip-command': 'command',
      '-r|--recurse-paths': 'flag',
      '-m|--move -@': 'flag',
      '-x -i -P -O': 'value',
    },
    act: zips,
  },
  unzip: { options: { '-d -P': 'value', '-l -t -v -Z -z -p -o -q -n -j': 'flag' }, act: unzips },
  zipinfo: { operands: 'value', output: 'none' },
  '7z 7za 7zr 7zz': { act: sevenZip, dashes: 'single' },
  cpio: { options: { '--rsh-command': 'command', '-o -i -p -t -d -v -u': 'flag', '-H -F': 'value' } },
};
