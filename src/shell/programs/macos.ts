import type { Act, Program, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { emitting, silent, stopsMachine, wordsBehind } from './entries.ts';

const persists = (what: string): Program => emitting('persist', what, { zone: 'persistence' });

/** Looking an item up is harmless; printing its password, or all of the keychain, is not. */
const printsKeychain = (isAll: boolean): Program => ({
  options: { '-a -s -l -c -D -G -j -r -t -C': 'value', '-w|-g|-d': 'flag' },
  act: (call): Stream => {
    const shows = call.has('-w') || call.has('-g') || call.has('-d');
    const isKeychain = isAll && !call.operands.some(({ text }) => text.endsWith('.keychain') && !shows);
    if (!shows && !isKeychain) return unknownStream;
    call.emit('read', 'keychain', { zone: 'credentials' });
    return { origins: ['from-secret'] };
  },
});

/** The item is told by options, and one of them is its password. */
const itemOptions = { '-a -s -l -c -D -G -j -r -t -C -w -p -X -T -P -d': 'value' } as const;

const security: Program = {
  stopsAtOperand: true,
  subcommands: {
    'find-generic-password': printsKeychain(false),
    'find-internet-password': printsKeychain(false),
    'dump-keychain': printsKeychain(true),
    export: {
      options: { '-o': 'write' },
      act: (call) => {
        call.emit('read', 'keychain', { zone: 'credentials' });
        return unknownStream;
      },
    },
    'add-generic-password': {
      options: itemOptions,
      ...emitting('write', 'keychain', { zone: 'credentials' }),
    },
    'add-internet-password': {
      options: itemOptions,
      ...emitting('write', 'keychain', { zone: 'credentials' }),
    },
    'delete-generic-password': emitting('delete', 'keychain item', {
      zone: 'credentials',
      traits: ['irreversible'],
    }),
    'delete-internet-password': emitting('delete', 'keychain item', {
      zone: 'credentials',
      traits: ['irreversible'],
    }),
    'delete-keychain': emitting('delete', 'keychain', {
      zone: 'credentials',
      traits: ['irreversible', 'recursive'],
    }),
    'unlock-keychain': {
      options: { '-p': 'value' },
      ...emitting('escalate', 'keychain', { zone: 'credentials' }),
    },
    'add-trusted-cert': emitting('persist', 'trusted certificate', { zone: 'persistence' }),
    authorizationdb: {
      subcommands: { read: silent },
      otherwise: emitting('escalate', 'authorization database', { zone: 'system' }),
    },
  },
  otherwise: silent,
};

const launchctl: Program = {
  stopsAtOperand: true,
  subcommands: {
    load: persists('launchd'),
    bootstrap: persists('launchd'),
    enable: persists('launchd'),
    submit: persists('launchd'),
    kickstart: emitting('configure', 'launchd', { zone: 'system' }),
    start: emitting('configure', 'launchd', { zone: 'system' }),
    unload: emitting('configure', 'launchd', { zone: 'system' }),
    bootout: emitting('configure', 'launchd', { zone: 'system' }),
    disable: emitting('configure', 'launchd', { zone: 'system' }),
    remove: emitting('configure', 'launchd', { zone: 'system' }),
    setenv: emitting('configure', 'launchd environment', { zone: 'system' }),
    reboot: stopsMachine,
  },
  otherwise: silent,
};

const guards =
  /(?:com\.apple\.(?:LaunchServices\s+LSQuarantine|security|alf|loginwindow|screensaver|SoftwareUpdate|MRT|XProtect)|LSQuarantine|LoginHook|LogoutHook|askForPassword|globalstate)/i;

const defaults: Program = {
  options: { '-currentHost': 'flag', '-host': 'value' },
  dashes: 'single',
  stopsAtOperand: true,
  subcommands: {
    write: {
      dashes: 'none',
      act: (call) => {
        const words = call.argv.slice(2).map(({ text }) => text);
        const target = words.slice(0, 2).join(' ');
        const runs = /LoginHook|LogoutHook/.test(target);
        call.emit(runs ? 'persist' : 'configure', `defaults ${target}`, {
          zone: guards.test(target) ? 'persistence' : 'home',
        });
        return unknownStream;
      },
    },
    delete: emitting('delete', 'defaults', { zone: 'home' }),
    rename: emitting('configure', 'defaults', { zone: 'home' }),
    import: emitting('configure', 'defaults', { zone: 'home' }),
  },
  otherwise: silent,
};

const tmutil: Program = {
  subcommands: {
    delete: emitting('delete', 'time machine backup', {
      zone: 'system',
      traits: ['irreversible', 'recursive'],
    }),
    deletelocalsnapshots: emitting('delete', 'time machine snapshots', {
      zone: 'system',
      traits: ['irreversible'],
    }),
    thinlocalsnapshots: emitting('delete', 'time machine snapshots', {
      zone: 'system',
      traits: ['irreversible'],
    }),
    disable: emitting('configure', 'time machine off', { zone: 'system', traits: ['forced'] }),
    disablelocal: emitting('configure', 'time machine off', { zone: 'system', traits: ['forced'] }),
    removedestination: emitting('delete', 'time machine destination', { zone: 'system' }),
    addexclusion: emitting('configure', 'time machine exclusion', { zone: 'system' }),
    setdestination: emitting('configure', 'time machine destination', { zone: 'system' }),
    inheritbackup: emitting('configure', 'time machine', { zone: 'system' }),
  },
  otherwise: silent,
};

const guardOff = (what: string): Program => emitting('delete', what, { zone: 'system', traits: ['forced'] });

const spctl: Act = (call) => {
  const off = ['--master-disable', '--global-disable', '--add', '--remove', '--disable'].find((option) =>
    call.has(option),
  );
  if (off) call.emit('delete', `gatekeeper ${off}`, { zone: 'system', traits: ['forced'] });
  return unknownStream;
};

/** Taking the quarantine mark away lets a download run. https://attack.mitre.org/techniques/T1553/001/ */
const xattr: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const quarantine = words.some((word) => word.includes('com.apple.quarantine'));
  const clears = words.some((word) => /^-\w*c/.test(word));
  const isMark = quarantine && words.some((word) => /^-\w*d/.test(word));
  if (clears || isMark) {
    call.emit(
      'delete',
      `${isMark ? 'quarantine mark' : 'all attributes'} ${call.operands.at(-1)?.text ?? ''}`.trim(),
      {
        zone: 'system',
        traits: ['forced'],
      },
    );
  }
  return unknownStream;
};

const diskutil: Program = {
  stopsAtOperand: true,
  subcommands: Object.fromEntries(
    'eraseDisk eraseVolume reformat partitionDisk secureErase zeroDisk randomDisk deleteVolume deleteContainer eraseCD erasedisk erasevolume'
      .split(' ')
      .map((name) => [
        name,
        emitting('delete', 'disk', { zone: 'system', traits: ['irreversible', 'recursive'] }),
      ]),
  ),
  otherwise: {
    act: (call) => {
      if (/^apfs$/i.test(call.operand(0)) && /^(?:delete|erase)/i.test(call.operand(1)))
        call.emit('delete', `disk ${call.operand(2)}`, {
          zone: 'system',
          traits: ['irreversible', 'recursive'],
        });
      return unknownStream;
    },
  },
};

const dscl: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  if (words.some((word) => /^-?(?:create|append|passwd|merge|change)$/.test(word)))
    call.emit('escalate', words.join(' ').slice(0, 120), { zone: 'system' });
  if (words.some((word) => /^-?delete$/.test(word)))
    call.emit('delete', words.join(' ').slice(0, 120), { zone: 'system' });
  return unknownStream;
};

const setsNetwork: Act = (call) => {
  const sets = call.arguments.options.some(({ name }) =>
    /^-(?:set|create|remove|add|order|rename|switch|delete|import|disconnect)/i.test(name),
  );
  if (sets) call.emit('configure', wordsBehind(call).slice(0, 120), { zone: 'system' });
  return unknownStream;
};

/** https://ss64.com/mac/, and the manual pages of macOS. */
export const macos: Programs = {
  security,
  launchctl,
  defaults,
  tmutil,
  csrutil: {
    subcommands: {
      disable: guardOff('system integrity protection'),
      clear: guardOff('system integrity protection'),
      'authenticated-root': guardOff('sealed system'),
    },
    otherwise: silent,
  },
  spctl: { act: spctl, dashes: 'single' },
  fdesetup: {
    subcommands: { disable: guardOff('disk encryption'), removerecovery: guardOff('disk encryption') },
    otherwise: silent,
  },
  xattr: { act: xattr },
  diskutil,
  dscl: { act: dscl, dashes: 'single' },
  'dseditgroup sysadminctl pwpolicy': {
    dashes: 'single',
    act: (call) => {
      call.emit('escalate', wordsBehind(call).slice(0, 120), { zone: 'system' });
      return unknownStream;
    },
  },
  networksetup: { act: setsNetwork, dashes: 'single' },
  scutil: {
    act: (call) => {
      if (call.has('--set')) call.emit('configure', 'system configuration', { zone: 'system' });
      return unknownStream;
    },
    dashes: 'single',
  },
  pmset: {
    options: { '-g': 'harmless' },
    dashes: 'single',
    act: (call) => {
      call.emit('configure', 'power management', { zone: 'system' });
      return unknownStream;
    },
  },
  nvram: {
    options: { '-p -x': 'harmless' },
    act: (call) => {
      call.emit('configure', `nvram ${call.operand(0)}`, { zone: 'system' });
      return unknownStream;
    },
  },
  profiles: { subcommands: { install: persists('profile'), remove: guardOff('profile') }, otherwise: silent },
  systemsetup: {
    dashes: 'single',
    act: (call) => {
      if (call.argv.some(({ text }) => /^-set/.test(text)))
        call.emit('configure', wordsBehind(call), { zone: 'system' });
      return unknownStream;
    },
  },
  kickstart: persists('remote management'),
  tccutil: { subcommands: { reset: guardOff('privacy permissions') }, otherwise: silent },
  hdiutil: {
    subcommands: { attach: silent, create: { operands: 'write' }, eraseVolume: guardOff('disk image') },
    otherwise: silent,
  },
  PlistBuddy: {
    options: { '-c': 'value', '-x': 'flag' },
    act: (call) => {
      const writes = call.values('-c').some(({ text }) => /^(?:set|add|delete|merge|clear)/i.test(text));
      if (writes) for (const file of call.operands) call.write(file);
      return unknownStream;
    },
  },
  plutil: {
    options: { '-convert -replace -insert -remove -o': 'value', '-p -lint': 'harmless' },
    dashes: 'single',
    operands: 'value',
  },
  codesign: {
    options: {
      '-s|--sign': 'value',
      '--remove-signature': 'flag',
      '-d|--display -v|--verify -h': 'harmless',
    },
    act: (call) => {
      for (const file of call.operands) call.write(file);
      return unknownStream;
    },
  },
  'say mdfind mdls mdimport sw_vers system_profiler ioreg lipo otool nm symbols sample pkgutil textutil sips qlmanage compression_tool binhex macbinary applesingle afplay xcode-select xcrun xcodes leaks heap vmmap spindump fs_usage log':
    silent,
  osacompile: { options: { '-o': 'write' }, operands: 'value' },
  shortcuts: {
    act: (call) => {
      if (call.operand(0) === 'run')
        call.emit('execute', `shortcut ${call.operand(1)}`, { certainty: 'certain' });
      return unknownStream;
    },
  },
  softwareupdate: {
    options: { '-l|--list': 'harmless' },
    act: (call) => {
      call.emit('install', 'system updates', { zone: 'system' });
      return unknownStream;
    },
  },
  mas: {
    subcommands: {
      install: {
        act: (call) => {
          call.emit('install', call.operand(0), { zone: 'system' });
          return unknownStream;
        },
      },
    },
    otherwise: silent,
  },
  mdutil: { act: () => unknownStream },
};
