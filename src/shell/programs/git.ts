import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import { hostOf } from '../hosts.ts';
import { resolvePath } from '../paths.ts';
import type { Act, Program, Programs } from '../program.ts';
import { joinOrigins, textStream, unknownStream } from '../stream.ts';

type Emitted = Parameters<Call['emit']>[2];

/** The folder whose repository it is about; `-C` and `--git-dir` have been followed. */
function repository(call: Call): string {
  return call.scope.cwd;
}

function onWorktree(call: Call, options: Emitted = {}): void {
  const zone = call.zone(plainField('.'));
  call.emit('delete', repository(call), { zone, ...options });
}

function onGitFolder(call: Call, part: string, options: Emitted = {}): void {
  const zone = call.zone(plainField('.'));
  call.emit('delete', `${repository(call)}/.git/${part}`, { zone, ...options });
}

function writesGit(call: Call, part: string, options: Emitted = {}): void {
  call.emit('write', `${repository(call)}/.git/${part}`, { zone: call.zone(plainField('.')), ...options });
}

const reads: Program = { operands: 'value', output: 'none' };

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
  if (deletes) call.network('delete', target, { traits: ['remote', 'forced'] });
  return unknownStream;
};

const resets: Act = (call) => {
  if (call.has('--hard') || call.has('--merge'))
    onWorktree(call, { traits: ['recursive', 'forced', 'irreversible'] });
  else writesGit(call, 'HEAD');
  return unknownStream;
};

const cleans: Act = (call) => {
  const forced = call.has('-f') || call.scope.variables.get('GIT_CLEAN_FORCE') !== undefined;
  if (!forced) return unknownStream;
  const places = call.operands.length > 0 ? call.operands : [plainField('.')];
  for (const place of places) {
    call.emit('delete', call.resolve(place), {
      zone: call.zone(place),
      traits: ['recursive', 'forced', 'irreversible'],
    });
  }
  return unknownStream;
};

/** Paths, `.` or `--` overwrite the worktree; a branch name only moves HEAD. */
const checksOut: Act = (call) => {
  const words = call.argv.map(({ text }) => text);
  const dashes = words.indexOf('--');
  const paths = dashes === -1 ? call.operands.slice(1) : call.argv.slice(dashes + 1);
  const [first] = call.operands;
  const isDot = first !== undefined && /^(?:\.|\.\/.*|\.\.\/?.*|:\/|\*.*)$/.test(first.text);
  const creates = call.has('-b') || call.has('-B') || call.has('--orphan') || call.has('-t');
  if (call.has('--ours') || call.has('--theirs')) writesGit(call, 'index');
  else if (call.has('-f') && !creates) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible'] });
  else if (call.has('-f')) onWorktree(call, { traits: ['forced', 'irreversible'] });
  else if (isDot || dashes !== -1 || (paths.length > 0 && !creates))
    discards(call, isDot && first ? [first] : paths);
  else writesGit(call, 'HEAD');
  return unknownStream;
};

/** Uncommitted changes in these paths are gone: git never had them. */
function discards(call: Call, paths: Call['operands']): void {
  for (const path of paths.filter(({ text }) => !text.startsWith('--'))) {
    const isTree = /^(?:\.|\.\.|:\/|\*|\.\/)\/?$/.test(path.text);
    call.emit('delete', call.resolve(path), {
      zone: call.zone(path),
      traits: isTree ? ['recursive', 'forced', 'irreversible'] : ['irreversible'],
      ...(isTree ? {} : { certainty: 'likely' as const }),
    });
  }
}

const restores: Act = (call) => {
  if (call.has('--staged') && !call.has('--worktree')) writesGit(call, 'index');
  else discards(call, call.operands);
  return unknownStream;
};

const switches: Act = (call) => {
  if (call.has('-f')) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible'] });
  else writesGit(call, 'HEAD');
  return unknownStream;
};

const stashes: Program = {
  options: { '-m|--message': 'value', '-u -a -k -q -p --include-untracked --all': 'flag' },
  subcommands: {
    list: reads,
    show: reads,
    drop: { act: (call) => dropsStash(call) },
    clear: { act: (call) => dropsStash(call) },
    pop: { operands: 'value' },
    apply: { operands: 'value' },
  },
  otherwise: {
    act: (call) => {
      writesGit(call, 'refs/stash');
      return unknownStream;
    },
  },
};

function dropsStash(call: Call): typeof unknownStream {
  onGitFolder(call, 'refs/stash', { traits: ['forced', 'irreversible'] });
  return unknownStream;
}

const branches: Act = (call) => {
  if (call.has('-D') || (call.has('-d') && call.has('-f'))) {
    for (const { text } of call.operands) onGitFolder(call, `refs/heads/${text}`, { traits: ['forced'] });
  } else if (call.has('-d')) {
    for (const { text } of call.operands) onGitFolder(call, `refs/heads/${text}`);
  } else if (call.operands.length > 0 && !call.has('--list')) {
    writesGit(call, `refs/heads/${call.operand(0)}`, call.has('-f') ? { traits: ['forced'] } : {});
  }
  return unknownStream;
};

/** Keys whose value git runs. https://git-scm.com/docs/git-config */
const runningKeys =
  /^(?:core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|gitproxy|askpass|attributesfile|worktree)|alias\..*|credential\..*helper|credential\.helper|diff\..*\.(?:command|textconv)|diff\.external|filter\..*\.(?:clean|smudge|process)|merge\..*\.driver|gpg\..*program|gpg\.program|sequence\.editor|init\.templatedir|url\..*\.(?:insteadof|pushinsteadof)|http\..*proxy|http\.sslverify|protocol\..*\.allow|include\.path|includeif\..*|uploadpack\..*|browser\..*|man\..*|pager\..*|interactive\.difffilter|sendemail\..*|submodule\..*\.update|ssh\.variant|safe\.directory)$/i;

const configures: Act = (call) => {
  const [key, value] = call.operands;
  const asksOnly = ['--get', '--list', '--get-all', '--get-regexp', '--get-urlmatch', '--show-origin'].some(
    (option) => call.has(option),
  );
  if (asksOnly || !key || (!value && !call.has('--unset') && !call.has('--unset-all') && !call.has('--edit')))
    return unknownStream;
  const isGlobal = call.has('--global') || call.has('--system');
  const target = call.has('--system')
    ? '/etc/gitconfig'
    : isGlobal
      ? `${call.analysis.context.home}/.gitconfig`
      : `${repository(call)}/.git/config`;
  const runs = runningKeys.test(key.text);
  call.emit(runs ? 'persist' : 'configure', `${target} ${key.text}`, {
    zone: runs ? 'persistence' : isGlobal ? 'home' : 'repository',
  });
  return unknownStream;
};

const gitConfig: Program = {
  options: {
    '--get --get-all --get-regexp --get-urlmatch --list|-l --show-origin --show-scope --name-only -z --global --local --system --worktree --add --replace-all --bool --int --path --unset --unset-all --edit|-e':
      'flag',
    '-f|--file --type --default --blob': 'value',
  },
  act: configures,
};

const collects: Act = (call) => {
  const prune = call.value('--prune')?.text ?? call.scope.variables.get('gc.pruneExpire')?.fields[0]?.text;
  if (prune !== undefined && /^(?:now|all|0|today)/.test(prune))
    onGitFolder(call, 'objects', { traits: ['irreversible'] });
  else writesGit(call, 'objects');
  return unknownStream;
};

const expiresReflog: Act = (call) => {
  const when = call.value('--expire')?.text ?? call.value('--expire-unreachable')?.text;
  const isAll = when !== undefined && /^(?:now|all|0)/.test(when);
  onGitFolder(call, 'logs', {
    traits: isAll ? ['forced', 'irreversible'] : ['irreversible'],
    certainty: isAll ? 'certain' : 'likely',
  });
  return unknownStream;
};

const rewrites: Act = (call) => {
  if (call.has('--analyze')) return unknownStream;
  onGitFolder(call, 'refs/heads', { traits: ['forced', 'irreversible', 'recursive'] });
  return unknownStream;
};

const clones: Act = (call) => {
  const [url, folder] = call.operands;
  if (!url) return unknownStream;
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
  if (remote && hostOf(remote.text)) call.network('download', remote.text);
  writesGit(call, 'FETCH_HEAD');
  return unknownStream;
};

const commits: Act = (call) => {
  if (call.has('--dry-run')) return unknownStream;
  writesGit(call, 'refs/heads', call.has('--no-verify') ? { traits: ['forced'] } : {});
  return unknownStream;
};

const remotes: Program = {
  options: { '-v|--verbose': 'flag' },
  subcommands: {
    show: reads,
    'get-url': reads,
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
    prune: { act: (call) => setsRemote(call, 0) },
    update: { act: fetches },
  },
};

function setsRemote(call: Call, index: number): typeof unknownStream {
  call.emit('configure', `${repository(call)}/.git/config remote ${call.operand(index)}`, {
    zone: 'repository',
  });
  return unknownStream;
}

const worktrees: Program = {
  subcommands: {
    list: reads,
    add: {
      options: { '-b -B': 'value', '-f': 'flag', '--detach': 'flag' },
      act: (call) => {
        const [folder] = call.operands;
        if (folder) call.makeFolder(folder);
        return unknownStream;
      },
    },
    remove: { options: { '-f|--force': 'forced' }, operands: 'delete' },
    prune: { operands: 'value' },
  },
};

const plainFiles: Act = (call) => {
  for (const field of call.operands) {
    const path = /^[^:]+:(.+)$/.exec(field.text)?.[1];
    if (path === undefined) continue;
    const stream = call.read({ ...field, text: path });
    return { origins: stream.origins };
  }
  return unknownStream;
};

const removesTracked: Act = (call) => {
  if (call.has('--cached')) writesGit(call, 'index');
  else for (const file of call.operands) call.delete(file);
  return unknownStream;
};

const asksRevision: Act = (call) =>
  call.has('--show-toplevel') ? textStream(`${call.analysis.context.repository}\n`) : unknownStream;

const bisects: Program = {
  subcommands: {
    run: {
      stopsAtOperand: true,
      dashes: 'none',
      act: (call) => call.run(call.argv.slice(call.argv.findIndex(({ text }) => text === 'run') + 1)),
    },
  },
  otherwise: reads,
};

const writesHistory = (part: string): Program => ({
  options: {
    '-m|--message -s|--strategy -X --strategy-option --onto -i --exec -x --author --date -F|--file -C -c -t':
      'value',
    '--abort --continue --skip --quit --no-edit --no-ff --ff-only --squash --dry-run': 'flag',
  },
  act: (call) => {
    for (const command of call.values('-x')) call.runSource(command);
    writesGit(call, part);
    return unknownStream;
  },
});

const readOnly =
  'status log diff show shortlog describe blame annotate grep ls-files ls-tree rev-list name-rev merge-base for-each-ref show-ref show-branch whatchanged count-objects fsck verify-commit verify-tag version help var check-ignore check-attr check-ref-format cherry diff-tree diff-index diff-files range-diff verify-pack bugreport diagnose ls-remote column stripspace patch-id get-tar-commit-id interpret-trailers fmt-merge-msg mailinfo rerere';

const subcommands: Record<string, Program> = {
  ...Object.fromEntries(
    readOnly
      .split(' ')
      .map((name) => [name, { options: { '--output -o': 'write' }, output: 'none' } satisfies Program]),
  ),
  'cat-file': { act: plainFiles },
  show: { options: { '--output': 'write', '--format --pretty': 'value' }, act: plainFiles },
  'rev-parse': { act: asksRevision },
  push: {
    options: {
      '-f|--force': 'flag',
      '--force-with-lease|--force-if-includes': 'flag',
      '--mirror --delete -d --prune --all --tags -u --set-upstream --no-verify -q -v --follow-tags --atomic':
        'flag',
      '--repo -o --push-option --receive-pack --exec': 'value',
      '-n|--dry-run': 'harmless',
    },
    act: pushes,
  },
  reset: {
    options: {
      '--hard|--h|--ha|--har': 'flag',
      '--soft --mixed --merge --keep -q -N -p': 'flag',
      '--pathspec-from-file': 'value',
    },
    act: resets,
  },
  clean: {
    options: {
      '-f|--force': 'flag',
      '-d -x -X -q -i': 'flag',
      '-e|--exclude': 'value',
      '-n|--dry-run': 'harmless',
    },
    act: cleans,
  },
  checkout: {
    options: {
      '-b -B --orphan': 'value',
      '-f|--force': 'flag',
      '--conflict --pathspec-from-file': 'value',
      '-t|--track -q -m -p|--patch --detach -d --ours --theirs -l --no-patch --no-merge': 'flag',
    },
    act: checksOut,
  },
  switch: {
    options: {
      '-c|-C|--create --force-create --orphan --conflict': 'value',
      '-f|--force|--discard-changes': 'flag',
      '-d|--detach -t -q -m|--merge': 'flag',
    },
    act: switches,
  },
  restore: {
    options: {
      '-s|--source --pathspec-from-file --conflict': 'value',
      '-S|--staged': 'flag',
      '-W|--worktree': 'flag',
      '-p|--patch -q --ours --theirs': 'flag',
    },
    act: restores,
  },
  stash: stashes,
  branch: {
    options: {
      '-D': 'flag',
      '-d|--delete': 'flag',
      '-f|--force': 'flag',
      '-a -r -v -vv --list|-l --show-current --merged --no-merged --contains -q -i -t|--track --no-track':
        'flag',
      '-u --set-upstream-to --sort --format --points-at': 'value',
      '-m -M -c -C --move --copy': 'flag',
    },
    act: branches,
  },
  tag: {
    options: {
      '-d|--delete': 'flag',
      '-a -s -f -l|--list -n': 'flag',
      '-m|--message -F -u --sort --format --points-at --contains': 'value',
    },
    act: (call) => {
      if (call.has('-d')) for (const { text } of call.operands) onGitFolder(call, `refs/tags/${text}`);
      else if (call.operands.length > 0 && !call.has('-l')) writesGit(call, `refs/tags/${call.operand(0)}`);
      return unknownStream;
    },
  },
  config: gitConfig,
  gc: { options: { '--prune': 'value', '--aggressive --auto -q --force': 'flag' }, act: collects },
  prune: {
    options: { '--expire': 'value', '-v --progress': 'flag', '-n|--dry-run': 'harmless' },
    act: (call) => {
      onGitFolder(call, 'objects', { traits: ['irreversible'] });
      return unknownStream;
    },
  },
  reflog: {
    subcommands: {
      expire: {
        options: {
          '--expire --expire-unreachable': 'value',
          '--all --rewrite --updateref --stale-fix': 'flag',
          '-n|--dry-run': 'harmless',
        },
        act: expiresReflog,
      },
      delete: { act: expiresReflog },
    },
    otherwise: reads,
  },
  'filter-branch filter-repo': {
    options: {
      '-f|--force --all --analyze': 'flag',
      '--replace-text --path --env-filter --tree-filter --index-filter --msg-filter --commit-filter --refs':
        'value',
      '--dry-run': 'harmless',
    },
    act: rewrites,
  },
  'replace update-ref symbolic-ref pack-refs repack': {
    options: { '-m': 'value', '-d': 'flag' },
    act: (call) => {
      if (call.has('-d') && call.operands.length > 0)
        onGitFolder(call, call.operand(0), { traits: ['forced'] });
      else if (call.operands.length > 0) writesGit(call, call.operand(0));
      return unknownStream;
    },
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
  commit: {
    options: {
      '-m|--message -F|--file --author --date -C -c -t|--template --fixup --squash --cleanup': 'value',
      '-a|--amend --no-verify -n --allow-empty --no-edit -s -S -q -v --dry-run --signoff': 'flag',
    },
    act: commits,
  },
  'merge rebase cherry-pick revert am apply notes': writesHistory('HEAD'),
  'add update-index mv stage': {
    operands: 'value',
    act: (call) => {
      writesGit(call, 'index');
      return unknownStream;
    },
  },
  rm: {
    options: {
      '-r': 'recursive',
      '-f|--force': 'forced',
      '--cached -q --ignore-unmatch': 'flag',
      '-n|--dry-run': 'harmless',
    },
    act: removesTracked,
  },
  remote: remotes,
  worktree: worktrees,
  bisect: bisects,
  submodule: {
    subcommands: {
      foreach: {
        stopsAtOperand: true,
        act: (call) =>
          call.runSource({
            ...plainField(call.arguments.rest.map(({ text }) => text).join(' ')),
            origins: joinOrigins(call.arguments.rest),
          }),
      },
      deinit: { operands: 'delete', options: { '-f|--force': 'forced' } },
    },
    otherwise: {
      act: (call) => {
        writesGit(call, 'modules');
        return unknownStream;
      },
    },
  },
  init: {
    options: { '-b --initial-branch --template': 'value', '--bare -q': 'flag' },
    act: (call) => {
      const [folder] = call.operands;
      if (folder) call.makeFolder(folder);
      return unknownStream;
    },
  },
  archive: { options: { '-o|--output': 'write', '--format --prefix --remote': 'value' }, operands: 'value' },
  'bundle format-patch': { options: { '-o|--output-directory': 'write' }, operands: 'value', output: 'none' },
  'send-email': {
    act: (call) => {
      call.network('upload', call.operand(-1));
      return unknownStream;
    },
  },
};

/** Splits keys that name several subcommands. */
export function spread(table: Readonly<Record<string, Program>>): Readonly<Record<string, Program>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([names, program]) => names.split(' ').map((name) => [name, program])),
  );
}

const inner = spread(subcommands);

/** Global options first, then the subcommand, then an alias that the line itself defines. */
const gits: Act = (call) => {
  for (const folder of call.values('-C')) call.scope.cwd = resolvePath(folder.text, call.scope.cwd);
  const settings = new Map(
    call.values('-c').map(({ text }): [string, string] => {
      const equals = text.indexOf('=');
      return equals === -1
        ? [text.toLowerCase(), '']
        : [text.slice(0, equals).toLowerCase(), text.slice(equals + 1)];
    }),
  );
  applySettings(call, settings);
  const [first, ...rest] = call.arguments.rest;
  const alias = first && settings.get(`alias.${first.text.toLowerCase()}`);
  if (alias?.startsWith('!')) return call.runSource(plainField(alias.slice(1)));
  if (alias)
    return call.run([plainField('git'), ...alias.split(/\s+/).map((word) => plainField(word)), ...rest]);
  return undefined;
};

function applySettings(call: Call, settings: ReadonlyMap<string, string>): void {
  for (const [key, value] of settings) {
    if (key === 'gc.pruneexpire')
      call.scope.variables.set('gc.pruneExpire', { fields: [plainField(value)], origins: [] });
    if (key === 'clean.requireforce' && /^(?:false|no|off|0)$/i.test(value)) {
      call.scope.variables.set('GIT_CLEAN_FORCE', { fields: [plainField('1')], origins: [] });
    }
    if (
      /^core\.(?:sshcommand|fsmonitor|pager|editor)$/.test(key) &&
      value !== '' &&
      !/^(?:true|false|cat|less)$/.test(value)
    ) {
      call.runSource(plainField(value));
    }
  }
}

/** https://git-scm.com/docs */
export const git: Programs = {
  git: {
    options: {
      '-C -c --git-dir --work-tree --namespace --exec-path --super-prefix --config-env': 'value',
      '-p|--paginate -P --no-pager --bare --no-replace-objects --literal-pathspecs --no-optional-locks':
        'flag',
      '-h|--help -v|--version --html-path --man-path --info-path': 'harmless',
    },
    stopsAtOperand: true,
    act: gits,
    subcommands: inner,
    otherwise: {
      act: (call) => {
        const name = call.operand(0);
        if (name !== '') call.emit('execute', `git-${name}`, { certainty: 'possible' });
        return unknownStream;
      },
    },
  },
  'git-lfs git-crypt tig lazygit gitk gitui delta diff-so-fancy git-absorb': {
    operands: 'value',
    output: 'none',
  },
};
