import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { emitting, silent, silently } from './entries.ts';
import { serviceClient } from './service-client.ts';

/** `op run -- command`: the command gets the secrets in its environment. */
const runsWith: Act = (call) => {
  const dashes = call.argv.findIndex(({ text }) => text === '--');
  call.emit('read', `${call.program} ${call.operand(0)}`, { zone: 'credentials', traits: ['used'] });
  return dashes === -1 ? unknownStream : call.run(call.argv.slice(dashes + 1));
};

/** No verb stands where `pass Email/work` shows a password. */
const shows: Act = (call) => {
  const [first, second] = call.operands.map(({ text }) => text);
  const name = first === 'show' ? second : first;
  call.emit('read', `${call.program} ${name ?? ''}`.trim(), { zone: 'credentials' });
  return { origins: ['from-secret'] };
};

const stored = { zone: 'credentials' } as const;
const lost = { zone: 'credentials', traits: ['irreversible'] } as const;

/** Several names of one subcommand. */
function each(names: string, program: Program): Record<string, Program> {
  return Object.fromEntries(names.split(' ').map((name) => [name, program]));
}

const passwordStore: Program = {
  options: { '-h|--help --version': 'harmless', '-c|--clip -q --qrcode -f --force': 'flag' },
  subcommands: {
    ...silently('ls list find search git help version login logout status sync'),
    ...each('insert add edit generate mv cp init', emitting('write', 'password store', stored)),
    ...each('rm remove delete', emitting('delete', 'password store', lost)),
  },
  otherwise: { act: (call) => (call.operands.length > 0 ? shows(call) : unknownStream) },
};

/** Where secrets are kept for people and programs: each manual says which subcommands show one. */
export const secretManagers: Programs = {
  /** https://developer.hashicorp.com/vault/docs/commands */
  'vault bao': serviceClient({
    options: { '-address -namespace -ca-cert -client-cert -client-key -tls-server-name': 'value' },
    verbAt: 0,
    kinds: {
      read: 'secret',
      'kv get': 'secret',
      'kv metadata get': 'read',
      'kv metadata delete': 'delete',
      'kv list': 'read',
      unwrap: 'secret',
      'token create': 'secret',
      'token revoke': 'delete',
      'lease revoke': 'delete',
      'audit disable': 'delete',
      'auth disable': 'delete',
      'secrets disable': 'delete',
      'auth enable': 'escalate',
      'policy write': 'escalate',
      'print token': 'secret',
      'operator init': 'secret',
      'operator generate-root': 'secret',
      'operator seal': 'delete',
      server: 'none',
      agent: 'none',
      proxy: 'none',
      ssh: 'execute',
    },
  }),
  /** https://developer.1password.com/docs/cli/reference */
  op: serviceClient({
    options: {
      '--account --vault --format --session --config --encoding': 'value',
      '--cache --debug': 'flag',
    },
    verbAt: 0,
    kinds: {
      read: 'secret',
      inject: 'secret',
      'item get': 'secret',
      'get item': 'secret',
      'document get': 'secret',
      'item template get': 'read',
      'item list': 'read',
      'service-account create': 'secret',
      signin: 'configure',
      signout: 'configure',
      whoami: 'read',
    },
    acts: { run: runsWith },
  }),
  /** https://bitwarden.com/help/cli/ */
  bw: serviceClient({
    options: { '--session': 'value', '--raw --pretty --response --quiet --nointeraction': 'flag' },
    verbAt: 0,
    kinds: {
      'get item': 'secret',
      'get password': 'secret',
      'get totp': 'secret',
      'get notes': 'secret',
      'get attachment': 'secret',
      'list items': 'secret',
      export: 'secret',
      unlock: 'configure',
      sync: 'read',
      generate: 'none',
      serve: 'publish',
    },
  }),
  /** https://docs.doppler.com/docs/cli, https://infisical.com/docs/cli/overview, https://github.com/segmentio/chamber */
  'doppler infisical chamber teller': serviceClient({
    options: {
      '-p|--project -c|--config -t|--token --scope --env --path --projectId': 'value',
      '--silent': 'flag',
    },
    verbAt: 0,
    kinds: {
      secrets: 'secret',
      'secrets get': 'secret',
      'secrets download': 'secret',
      'secrets --only-names': 'read',
      'secrets set': 'write',
      'secrets delete': 'delete',
      'configs tokens create': 'secret',
      'service-tokens create': 'secret',
      read: 'secret',
      export: 'secret',
      env: 'secret',
      sh: 'secret',
      show: 'secret',
    },
    acts: { run: runsWith, exec: runsWith },
  }),
  /** https://www.passwordstore.org, https://www.gopass.pw, https://lastpass.github.io/lastpass-cli/lpass.1.html */
  'pass gopass lpass': passwordStore,
  /** https://getsops.io/docs/ */
  sops: {
    subcommands: {
      ...each('decrypt', { act: shows }),
      'exec-env': { act: runsWith },
      'exec-file': { act: runsWith },
    },
    otherwise: { act: (call) => (call.has('-d') || call.has('--decrypt') ? shows(call) : unknownStream) },
  },
  /** https://github.com/99designs/aws-vault */
  'aws-vault': {
    subcommands: {
      exec: { act: runsWith },
      export: { act: shows },
      remove: emitting('delete', 'keyring', lost),
    },
    otherwise: silent,
  },
  /** https://manpages.debian.org/secret-tool */
  'secret-tool': {
    subcommands: {
      ...each('lookup search', { act: shows }),
      store: emitting('write', 'keyring', stored),
      clear: emitting('delete', 'keyring', lost),
    },
    otherwise: silent,
  },
};
