import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { hostOf } from '../hosts.ts';
import type { Act, Program } from '../program.ts';
import { isFromUrl, runAddress } from '../run-address.ts';
import { unknownStream } from '../stream.ts';
import { silently } from './entries.ts';

export const nodeOptions = {
  '-g|--global': 'flag',
  '-D -S -E -O -P --save-dev --save --save-exact -f|--force --legacy-peer-deps --ignore-scripts --no-audit --no-fund --frozen-lockfile -s|--silent --no-save --prod --production':
    'flag',
  '--registry --prefix --omit --include --workspace -w --filter -F --tag --otp --access --cwd -C --dir --loglevel --userconfig':
    'value',
  '--dry-run': 'harmless',
} as const satisfies Record<string, OptionMeaning>;

/** Packages run code of others when they are installed. */
export const installs: Act = (call) => {
  const names = call.operands.filter(({ text }) => text !== '.');
  for (const file of call.values('-r')) {
    if (isFromUrl(file.text)) installsOne(call, file);
    else call.read(file, { zone: 'repository' });
  }
  const elsewhere = [...call.values('--git'), ...call.values('-e')].filter(({ text }) => isFromUrl(text));
  for (const address of elsewhere) installsOne(call, address);
  if (elsewhere.length > 0) return unknownStream;
  if (names.length === 0) call.emit('install', 'dependencies of the project', { zone: 'repository' });
  for (const name of names) installsOne(call, name);
  return unknownStream;
};

export function installsOne(call: Call, { text, origins }: Field): void {
  const isUrl = isFromUrl(text);
  if (isUrl && hostOf(text)) call.network('download', text.replace(/^git\+/, ''));
  call.emit('install', text, { origins: isUrl ? [...origins, 'from-network'] : origins });
}

export const install: Program = {
  options: {
    ...nodeOptions,
    '-r|--requirement -c|--constraint': 'value',
    '-e|--editable': 'value',
    '-U|--upgrade -q -v --user --no-cache-dir --no-deps --pre --break-system-packages -y|--yes --assume-yes --no-install-recommends --noconfirm --needed':
      'flag',
    '-i|--index-url --extra-index-url -t|--target --find-links --python --features --git --branch --rev --path --root --version --vers --profile':
      'value',
    '--list --explain --dry-run --print-uris': 'harmless',
  },
  act: installs,
};

export const removes: Program = {
  options: {
    ...nodeOptions,
    '-y|--yes -q --purge --auto-remove --noconfirm --zap --ignore-dependencies': 'flag',
  },
  act: (call) => {
    for (const { text } of call.operands)
      call.emit('delete', `package ${text}`, { zone: call.has('-g') ? 'system' : 'repository' });
    return unknownStream;
  },
};

export const publishes: Program = {
  options: {
    ...nodeOptions,
    '-r|--repository|--repository-url -u|--username -p|--password --token --index --publish-url --allow-dirty --no-verify':
      'value',
  },
  act: (call) => {
    call.network('publish', call.operand(0) === '' ? `${call.program} registry` : call.operand(0));
    return unknownStream;
  },
};

export const withdraws: Program = {
  options: { '-f|--force': 'forced', '--vers|--version --otp --registry': 'value' },
  act: (call) => {
    call.emit('delete', `published ${call.operand(0)}`, { traits: ['irreversible', 'remote'] });
    return unknownStream;
  },
};

/** A package's program, fetched when it is not there. */
const runsPackage: Act = (call) => {
  const code = call.value('-c');
  if (code) return call.runSource(code);
  const [name, ...rest] = call.arguments.rest.filter(({ text }, index) => index > 0 || text !== '--');
  const wanted = ['-p', '--from', '--with', '--spec'].flatMap((option) => call.values(option));
  for (const one of wanted) installsOne(call, one);
  if (!name) return unknownStream;
  if (isFromUrl(name.text)) return runAddress(call, name);
  if (rest.length === 0 && /\s/.test(name.text)) return call.runSource(name);
  const plain = name.text.replace(/(?!^)@[^/]*$/, '');
  const isElsewhere = wanted.some(({ text }) => isFromUrl(text));
  const origins = isElsewhere ? [...name.origins, 'from-network' as const] : name.origins;
  return call.run([{ ...name, text: plain, origins }, ...rest]);
};

export const runner: Program = {
  options: {
    '-y|--yes -q|--quiet --no-install --ignore-existing --silent --bun --no': 'flag',
    '-p|--package --from --with --spec --python -w|--workspace --index-url': 'value',
    '-c|--call': 'value',
  },
  stopsAtOperand: true,
  act: runsPackage,
};

export const account: Program = {
  act: (call) => {
    call.emit('configure', `${call.program} account`, { zone: 'home' });
    return unknownStream;
  },
};

/**
 * Who may publish. Releases of npm before 9 list it by words of their own.
 * https://docs.npmjs.com/cli/v8/commands/npm-access
 */
export const grants: Program = {
  subcommands: { ...silently('ls list get ls-packages ls-collaborators') },
  otherwise: {
    act: (call) => {
      call.emit('escalate', `${call.program} ${call.operand(0)}`, { traits: ['remote'] });
      return unknownStream;
    },
  },
};
