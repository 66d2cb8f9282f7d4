import { posix } from 'node:path';
import type { Call } from '../call.ts';
import type { Trait, Zone } from '../effect.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';

const owner = {
  '-R|--recursive': 'recursive',
  '-f --silent --quiet': 'forced',
  '--reference': 'value',
} as const;

/** Sources are all operands but the last, which may be a folder; `-t` names the folder first. */
function sourcesAndTarget(call: Call): { readonly sources: readonly Field[]; readonly target?: Field } {
  const folder = call.value('-t');
  if (folder) return { sources: call.operands, target: folder };
  const target = call.operands.at(-1);
  return { sources: call.operands.slice(0, -1), ...(target && { target }) };
}

/** A copy carries its content along, whatever its new name. */
const copies: Act = (call) => {
  const { sources, target } = sourcesAndTarget(call);
  const streams = sources.map((source) => call.read(source));
  if (target) placeAt(call, target, { sources, streams });
  return unknownStream;
};

interface Placed {
  readonly sources: readonly Field[];
  readonly streams: readonly Stream[];
}

/** Writes the target, and remembers the content under both names it may get. */
function placeAt(call: Call, target: Field, { sources, streams }: Placed): void {
  const origins = [...new Set(streams.flatMap((stream) => stream.origins))];
  const [only] = streams;
  call.write(target, streams.length === 1 && only ? only : { origins });
  for (const [index, source] of sources.entries()) {
    const inside = `${call.resolve(target)}/${posix.basename(source.text)}`;
    const stream = streams[index];
    if (stream && (stream.text !== undefined || stream.origins.length > 0))
      call.analysis.setContent(inside, stream);
  }
}

const moves: Act = (call) => {
  const { sources, target } = sourcesAndTarget(call);
  const streams = sources.map((source) => call.look(source));
  if (!target) return unknownStream;
  for (const source of sources) call.moveAway(source, target);
  if (target.text === '/dev/null') replacesNullDevice(call);
  else placeAt(call, target, { sources, streams });
  return unknownStream;
};

/** Only root may put a file in its place. */
function replacesNullDevice(call: Call): void {
  const certainty = call.scope.user === undefined ? 'possible' : 'certain';
  call.emit('write', '/dev/null', { zone: 'system', certainty });
}

/** Kept until the trash is emptied. https://github.com/andreafrancia/trash-cli */
const trashes: Act = (call) => {
  for (const file of call.operands) call.moveAway(file, 'trash');
  return unknownStream;
};

const links: Act = (call) => {
  const { sources, target } = sourcesAndTarget(call);
  const from = sources.length > 0 ? sources : call.operands;
  const streams = from.map((source) => call.look(source));
  const [first] = from;
  const inFolder = plainField(posix.basename(first?.text ?? ''));
  const name = target && sources.length > 0 ? target : inFolder;
  placeAt(call, name, { sources: from, streams });
  const isFolder = call.has('-t') || name.text.endsWith('/');
  const link = isFolder ? `${call.resolve(name)}/${inFolder.text}` : call.resolve(name);
  if (first && from.length === 1) call.analysis.link(link, call.resolve(first));
  return unknownStream;
};

const copyOptions = {
  '-r|-R|--recursive -a|--archive': 'recursive',
  '-f|--force': 'forced',
  '-t|--target-directory': 'value',
  '-T --no-target-directory -n|--no-clobber -i -v -u -p -P -L -d -l -s -b': 'flag',
  '-S|--suffix': 'value',
} as const;

const setsUser = /^(?:[0-7]?[2467][0-7]{3}|(?:[ugoa]*[+=][rwxXt]*s[rwxXt]*)(?:,.*)?)$/;

/** Leaves nothing to groups and others: what `ssh` asks of a key. */
const narrows = /^(?:0?[0-7]00|(?:[go]+|a)-[rwx]+|(?:u=[rwx]*,)?go=)$/;

/** Mode first, then files; a set-user-id bit lets others run as the owner. */
const changesMode: Act = (call) => {
  const mode = call.has('--reference') ? undefined : call.operands[0];
  const rest = mode ? call.operands.slice(1) : call.operands;
  for (const file of rest) {
    if (mode && setsUser.test(mode.text))
      call.emit('escalate', call.resolve(file), { zone: call.zone(file) });
    else setsRights(call, file, mode?.text ?? '');
  }
  return unknownStream;
};

/** Zones in which rights say nothing of who gets in: of a file there only the rights change. */
const ordinary: ReadonlySet<Zone> = new Set(['repository', 'temporary']);
const ordinaryElsewhere: ReadonlySet<Zone> = new Set([...ordinary, 'home', 'outside']);

function setsRights(call: Call, file: Field, mode: string): void {
  const traits: readonly Trait[] = narrows.test(mode) ? ['narrowed'] : [];
  const zones = call.scope.remote === undefined ? ordinary : ordinaryElsewhere;
  if (zones.has(call.zone(file))) call.configure(file, { traits });
  else if (!/^[ugoa]*\+[rx]+$/.test(mode)) call.write(file, call.look(file), { changes: true, traits });
}

const ddOptions = {
  'if of': 'value',
} as const;

const copiesBlocks: Act = (call) => {
  const operand = (name: string): Field | undefined => {
    const found = call.operands.find(({ text }) => text.startsWith(`${name}=`));
    return found && { ...found, text: found.text.slice(name.length + 1) };
  };
  const from = operand('if');
  const to = operand('of');
  const stream = from ? call.read(from) : call.stdin;
  if (to) call.write(to, stream);
  return to ? unknownStream : stream;
};

const installs: Act = (call) => {
  if (call.has('-d')) {
    for (const folder of call.operands) call.makeFolder(folder);
    return unknownStream;
  }
  const { sources, target } = sourcesAndTarget(call);
  const streams = sources.map((source) => call.read(source));
  if (!target) return unknownStream;
  placeAt(call, target, { sources, streams });
  const mode = call.value('-m');
  if (mode && setsUser.test(mode.text))
    call.emit('escalate', call.resolve(target), { zone: call.zone(target) });
  return unknownStream;
};

const makesFolders: Program = {
  options: { '-m|--mode': 'value', '-p|--parents -v': 'flag' },
  output: 'none',
  act: (call) => {
    for (const folder of call.operands) call.makeFolder(folder);
    return unknownStream;
  },
};

const removes: Program = {
  options: {
    '-r|-R|--recursive': 'recursive',
    '-f|--force': 'forced',
    '-i -I -v -d|--dir --verbose --one-file-system --preserve-root --no-preserve-root --interactive': 'flag',
  },
  operands: 'delete',
  output: 'none',
};

const overwrites: Program = {
  options: {
    '-n --iterations -s|--size': 'value',
    '-r|-R|--recursive': 'recursive',
    '-u -z -v -f -x --remove --zero': 'flag',
  },
  output: 'none',
  act: (call) => {
    for (const file of call.operands) call.delete(file, { traits: ['irreversible'] });
    return unknownStream;
  },
};

const makesTemporary: Act = (call) => {
  if (call.has('-u')) return call.text('/tmp/tmp.XXXXXXXXXX');
  const folder = call.value('-p')?.text ?? '/tmp';
  const name = call.operands[0]?.text ?? 'tmp.XXXXXXXXXX';
  const path = name.includes('/') ? name : `${folder}/${name}`;
  call.analysis.created(path);
  return call.text(path);
};

const makesPipes: Act = (call) => {
  for (const pipe of call.operands) {
    const path = call.resolve(pipe);
    if (!call.analysis.hasPipes) call.write(pipe);
    call.analysis.pipe(path);
  }
  return unknownStream;
};

const formats: Act = (call) => {
  for (const device of call.operands) {
    if (device.text.startsWith('/dev/')) {
      call.emit('delete', call.resolve(device), { zone: 'system', traits: ['irreversible', 'recursive'] });
    } else call.write(device, undefined, { traits: ['irreversible'] });
  }
  return unknownStream;
};

/** Files and folders: made, copied, moved, removed, overwritten. https://www.gnu.org/software/coreutils/manual/ */
export const files: Programs = {
  'rm grm': removes,
  unlink: { operands: 'delete', output: 'none' },
  rmdir: { options: { '-p|--parents -v': 'flag' }, operands: 'value', output: 'none' },
  'trash trash-put gvfs-trash rmtrash': { output: 'none', act: trashes },
  // https://man.archlinux.org/man/gio.1
  gio: {
    subcommands: {
      trash: { options: { '-f|--force --empty --list --restore': 'flag' }, act: trashes, output: 'none' },
      remove: { options: { '-f|--force': 'forced' }, operands: 'delete', output: 'none' },
    },
    otherwise: { operands: 'read' },
  },
  'shred srm wipe': overwrites,
  'cp gcp': { options: copyOptions, output: 'none', act: copies },
  ditto: { output: 'none', act: copies },
  'mv gmv': { options: copyOptions, output: 'none', act: moves },
  rename: {
    options: { '-n|--no-act|--nono': 'harmless' },
    operands: { first: 'value', rest: 'write' },
    output: 'none',
  },
  'ln link': {
    options: { '-s|--symbolic': 'flag', '-f|--force': 'forced', '-t|--target-directory': 'value' },
    output: 'none',
    act: links,
  },
  install: {
    options: {
      '-m|--mode -o|--owner -g|--group -S|--suffix': 'value',
      '-t|--target-directory': 'value',
      '-d|--directory': 'flag',
      '-D -v -b -C -p -s': 'flag',
    },
    output: 'none',
    act: installs,
  },
  'mkdir gmkdir': makesFolders,
  mkfifo: { options: { '-m|--mode': 'value' }, output: 'none', act: makesPipes },
  mknod: { operands: { first: 'write', rest: 'value' }, output: 'none' },
  touch: {
    options: { '-d|--date -t -r|--reference': 'value', '-c -a -m -h': 'flag' },
    operands: 'write',
    output: 'none',
  },
  truncate: { options: { '-s|--size -r|--reference': 'value' }, operands: 'write', output: 'none' },
  fallocate: { options: { '-l|--length -o|--offset': 'value' }, operands: 'write', output: 'none' },
  mktemp: {
    options: {
      '-d|--directory -q -t': 'flag',
      '-u|--dry-run': 'flag',
      '-p|--tmpdir': 'value',
      '--suffix': 'value',
    },
    act: makesTemporary,
  },
  chmod: { options: owner, output: 'none', act: changesMode },
  'chown chgrp': {
    options: owner,
    output: 'none',
    operands: { first: 'value', rest: 'append', unless: '--reference' },
  },
  chattr: { options: owner, output: 'none', operands: { first: 'value', rest: 'append' } },
  setfacl: {
    options: { '-m -x -M -X --set --modify': 'value', '-R': 'recursive' },
    operands: 'write',
    output: 'none',
  },
  setcap: {
    output: 'none',
    act: (call) => {
      const file = call.operands.at(-1);
      if (file) call.emit('escalate', call.resolve(file), { zone: call.zone(file) });
      return unknownStream;
    },
  },
  dd: { options: ddOptions, output: 'none', act: copiesBlocks, dashes: 'none' },
  'mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mke2fs mkswap newfs newfs_apfs newfs_hfs':
    {
      options: { '-t|--type -L -b -N -i -O -E -m': 'value', '-n': 'harmless' },
      output: 'none',
      act: formats,
    },
  'wipefs blkdiscard pvremove cryptsetup-erase': {
    options: { '-n|--no-act': 'harmless' },
    output: 'none',
    act: formats,
  },
};
