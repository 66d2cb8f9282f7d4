import type { Call } from '../call.ts';
import type { Act, Program } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';
import { install, removes } from './package-actions.ts';

export const systemManager = (verbs: {
  readonly install: string;
  readonly remove: string;
  readonly update: string;
}): Program => ({
  options: {
    '-y|--yes --assume-yes -q -qq --no-install-recommends -f|--force-yes --noconfirm --non-interactive --allow-downgrades --allow-unauthenticated --nogpgcheck':
      'flag',
    '-t -o -c --target-release --option': 'value',
    '-s|--simulate --dry-run --just-print --download-only': 'harmless',
  },
  stopsAtOperand: false,
  subcommands: {
    ...Object.fromEntries(verbs.install.split(' ').map((name) => [name, install])),
    ...Object.fromEntries(
      verbs.remove.split(' ').map((name) => [
        name,
        {
          ...removes,
          act: (call: Call) => {
            for (const { text } of call.operands) call.emit('delete', `package ${text}`, { zone: 'system' });
            return unknownStream;
          },
        } satisfies Program,
      ]),
    ),
    ...Object.fromEntries(
      verbs.update.split(' ').map((name) => [
        name,
        {
          act: (call: Call) => {
            call.emit('install', 'system packages', { zone: 'system' });
            return unknownStream;
          },
        } satisfies Program,
      ]),
    ),
  },
  otherwise: silent,
});

export const brew: Program = {
  options: {
    '--version -v --help -h --cache --cellar --caskroom --prefix --repository --repo --env --config -q -d --verbose --debug':
      'flag',
  },
  subcommands: {
    install,
    reinstall: install,
    upgrade: install,
    tap: {
      act: (call) => {
        if (call.operands.length > 0) call.emit('configure', `tap ${call.operand(0)}`, { zone: 'system' });
        return unknownStream;
      },
    },
    uninstall: removes,
    remove: removes,
    rm: removes,
    services: {
      subcommands: { ...silently('list info'), start: persists(), restart: persists() },
      otherwise: silent,
    },
    bundle: { subcommands: silently('check list dump'), otherwise: install },
  },
  otherwise: silent,
};

function persists(): Program {
  return {
    act: (call) => {
      call.emit('persist', `service ${call.operand(0)}`, { zone: 'persistence' });
      return unknownStream;
    },
  };
}

export const pacman: Act = (call) => {
  const letters = call.argv[1]?.text ?? '';
  if (/^-[SRU][a-z]*p/.test(letters) || call.has('--print')) return unknownStream;
  if (/^-S[^sigl]*$/.test(letters) || letters.startsWith('-U')) {
    for (const { text } of call.operands) call.emit('install', text, { zone: 'system' });
    if (call.operands.length === 0 && /[uy]/.test(letters))
      call.emit('install', 'system packages', { zone: 'system' });
  } else if (letters.startsWith('-R')) {
    for (const { text } of call.operands) call.emit('delete', `package ${text}`, { zone: 'system' });
  }
  return unknownStream;
};

export const dpkg: Act = (call) => {
  if (call.has('-i'))
    for (const file of call.operands) {
      call.emit('install', call.resolve(file), { zone: 'system', origins: call.look(file).origins });
    }
  if (call.has('-r') || call.has('-e'))
    for (const { text } of call.operands) call.emit('delete', `package ${text}`, { zone: 'system' });
  return unknownStream;
};
