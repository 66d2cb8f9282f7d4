import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import { hostOf } from '../hosts.ts';
import type { Act, Program } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { silent } from './entries.ts';
import { repository, writesGit } from './git-places.ts';

const pushes: Act = (call) => {
  const [remote, ...refs] = call.operands;
  const target = [
    call.value('--repo')?.text ?? remote?.text ?? 'origin',
    ...refs.map(({ text }) => text),
  ].join(' ');
  const plus = refs.some(({ text }) => text.startsWith('+'));
  const deletes = call.has('--delete') || refs.some(({ text }) => /^:[^:]/.test(text)) || call.has('--prune');
  const forced = call.has('-f') || plus || call.has('--mirror');
  const leased = call.has('--force-with-lease');
  const traits =
    forced || leased ? (['forced', ...(forced ? (['irreversible'] as const) : [])] as const) : [];
  call.network('publish', target, { traits });
  if (deletes) call.network('delete', target, { traits: ['remote', 'forced', 'refspec'] });
  return unknownStream;
};

/** `ext::` names a command to talk to; a blank of its words is `% `. https://git-scm.com/docs/git-remote-ext */
function transports(call: Call, { text, origins }: Field): boolean {
  const command = /^ext::([\s\S]+)$/.exec(text)?.[1];
  if (command === undefined) return false;
  call.runSource(plainField(command.replaceAll('% ', '\\ ').replaceAll('%%', '%'), origins));
  return true;
}

const clones: Act = (call) => {
  const [url, folder] = call.operands;
  if (!url || transports(call, url)) return unknownStream;
  const name =
    folder?.text ??
    url.text
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .replace(/^.*[/:]/, '');
  if (hostOf(url.text)) call.network('download', url.text);
  call.write(plainField(name), { origins: ['from-network'] }, { origins: [] });
  return unknownStream;
};

const fetches: Act = (call) => {
  const [remote] = call.operands;
  if (remote && transports(call, remote)) return unknownStream;
  if (remote && hostOf(remote.text)) call.network('download', remote.text);
  writesGit(call, 'FETCH_HEAD');
  return unknownStream;
};

const remotes: Program = {
  options: { '-v|--verbose': 'flag' },
  subcommands: {
    show: silent,
    'get-url': silent,
    add: {
      operands: 'value',
      options: { '-t -m|--mirror': 'value', '-f': 'flag' },
      act: (call) => setsRemote(call, 1),
    },
    'set-url': {
      operands: 'value',
      options: { '--push --add --delete': 'flag' },
      act: (call) => setsRemote(call, 1),
    },
    remove: { act: (call) => setsRemote(call, 0) },
    rm: { act: (call) => setsRemote(call, 0) },
    rename: { act: (call) => setsRemote(call, 0) },
    prune: { options: { '-n|--dry-run': 'harmless' }, act: (call) => setsRemote(call, 0) },
    update: { act: fetches },
  },
};

function setsRemote(call: Call, index: number): typeof unknownStream {
  call.emit('configure', `${repository(call)}/.git/config remote ${call.operand(index)}`, {
    zone: 'repository',
  });
  return unknownStream;
}

/** Subcommands that bring work to others or from them. */
export const publishingCommands: Record<string, Program> = {
  push: {
    options: {
      '-f|--force': 'flag',
      '--force-with-lease|--force-if-includes': 'flag',
      '--mirror --delete|-d --prune --all --tags -u --set-upstream --no-verify -q -v --follow-tags --atomic':
        'flag',
      '--repo -o --push-option --receive-pack --exec': 'value',
      '-n|--dry-run': 'harmless',
    },
    act: pushes,
  },
  clone: {
    options: {
      '-b|--branch --depth -o|--origin --reference -j|--jobs -c|--config --template --filter -u --separate-git-dir':
        'value',
      '--bare --mirror --recurse-submodules -q -n --single-branch': 'flag',
    },
    act: clones,
  },
  'fetch pull': {
    options: {
      '--depth -j -s -X --upload-pack': 'value',
      '--all -p|--prune -t|--tags -f|--force --rebase -r --ff-only -q -v --unshallow': 'flag',
      '--dry-run': 'harmless',
    },
    act: fetches,
  },
  remote: remotes,
  archive: { options: { '-o|--output': 'write', '--format --prefix --remote': 'value' }, operands: 'value' },
  'bundle format-patch': { options: { '-o|--output-directory': 'write' }, operands: 'value', output: 'none' },
  'send-email': {
    options: { '--dry-run': 'harmless' },
    act: (call) => {
      call.network('upload', call.operand(-1));
      return unknownStream;
    },
  },
};
