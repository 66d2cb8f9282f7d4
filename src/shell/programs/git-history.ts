import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Program } from '../program.ts';
import { textStream, unknownStream } from '../stream.ts';
import { emitting, silent, silently } from './entries.ts';
import { onGitFolder, repository, writesGit } from './git-places.ts';

const branches: Act = (call) => {
  if (call.has('-D') || (call.has('-d') && call.has('-f'))) {
    for (const { text } of call.operands)
      onGitFolder(call, `refs/heads/${text}`, { traits: ['forced', 'refspec'] });
  } else if (call.has('-d')) {
    for (const { text } of call.operands) onGitFolder(call, `refs/heads/${text}`, { traits: ['refspec'] });
  } else if (call.operands.length > 0 && !call.has('--list')) {
    const isNamed = ['-m', '-M', '-c', '-C'].some((option) => call.has(option));
    const isForced = call.has('-f') || call.has('-M') || call.has('-C');
    const name = call.operand(isNamed ? -1 : 0);
    writesGit(call, `refs/heads/${name}`, isForced ? { traits: ['forced'] } : {});
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
  if (value) setsAlias(call, key.text, value);
  // From then on git keeps passwords in a file, in clear. https://git-scm.com/docs/git-credential-store
  if (/^credential\..*helper$/i.test(key.text) && /^store\b/.test(value?.text ?? ''))
    call.emit('write', 'passwords in clear by git-credential-store', { zone: 'credentials' });
  call.emit(runs ? 'persist' : 'configure', `${target} ${key.text}`, {
    zone: runs ? 'persistence' : isGlobal ? 'home' : 'repository',
  });
  return unknownStream;
};

/** What the line itself may then call; an alias of the shell may do so at any time. https://git-scm.com/docs/git-config#Documentation/git-config.txt-alias */
function setsAlias(call: Call, key: string, value: Field): void {
  if (!/^alias\./i.test(key)) return;
  call.scope.variables.set(key.toLowerCase(), { fields: [value], origins: value.origins });
  if (value.text.startsWith('!'))
    call.runSource(plainField(value.text.slice(1), value.origins), { certainty: 'possible' });
}

/** https://git-scm.com/docs/git-credential: `fill` shows what a helper keeps, `approve` gives it something to keep. */
const credentials: Program = {
  subcommands: {
    ...silently('capability'),
    fill: {
      act: (call) => {
        call.emit('read', 'git credential', { zone: 'credentials' });
        return { origins: ['from-secret'] };
      },
    },
    get: emitting('read', 'git credential', { zone: 'credentials' }),
    approve: emitting('write', 'git credential', { zone: 'credentials' }),
    store: emitting('write', 'git credential', { zone: 'credentials' }),
    reject: emitting('delete', 'git credential', { zone: 'credentials' }),
    erase: emitting('delete', 'git credential', { zone: 'credentials' }),
  },
  otherwise: silent,
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
  onGitFolder(call, 'refs/heads', { traits: ['forced', 'irreversible', 'recursive', 'refspec'] });
  const cwd = `${repository(call)}/.git-rewrite/t`;
  for (const command of filters.flatMap((option) => call.values(option))) call.runSource(command, { cwd });
  return unknownStream;
};

/** Commands that run for each commit, in a folder of their own. https://git-scm.com/docs/git-filter-branch */
const filters = [
  '--setup',
  '--env-filter',
  '--tree-filter',
  '--index-filter',
  '--parent-filter',
  '--msg-filter',
  '--commit-filter',
  '--tag-name-filter',
];

const commits: Act = (call) => {
  if (call.has('--dry-run')) return unknownStream;
  writesGit(call, 'refs/heads', call.has('--no-verify') ? { traits: ['forced'] } : {});
  return unknownStream;
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
  otherwise: silent,
};

const writesHistory = (
  parts: readonly string[],
  options: Readonly<Record<string, OptionMeaning>> = {},
): Program => ({
  options: {
    '-m|--message -s|--strategy -X --strategy-option --onto --author --date -F|--file -C -c -t': 'value',
    ...options,
    '--abort --continue --skip --quit --no-edit --no-ff --ff-only --squash --dry-run': 'flag',
  },
  act: (call) => {
    for (const command of call.values('-x')) call.runSource(command);
    for (const part of parts) writesGit(call, part);
    return unknownStream;
  },
});

/** https://github.com/newren/git-filter-repo also stands for itself. */
export const filtersHistory: Program = {
  options: {
    '-f|--force --all --analyze --invert-paths --partial': 'flag',
    '--replace-text --path --path-glob --path-regex --paths-from-file --mailmap --refs --subdirectory-filter --original -d':
      'value',
    '--setup --env-filter --tree-filter --index-filter --parent-filter --msg-filter --commit-filter --tag-name-filter':
      'value',
    '--dry-run': 'harmless',
  },
  act: rewrites,
};

const readOnly =
  'status log diff show shortlog describe blame annotate grep ls-files ls-tree rev-list name-rev merge-base for-each-ref show-ref show-branch whatchanged count-objects fsck verify-commit verify-tag version help var check-ignore check-attr check-ref-format cherry diff-tree diff-index diff-files range-diff verify-pack bugreport diagnose ls-remote column stripspace patch-id get-tar-commit-id interpret-trailers fmt-merge-msg mailinfo rerere';

/** Subcommands that read or change the history and the configuration. */
export const historyCommands: Record<string, Program> = {
  ...Object.fromEntries(
    readOnly
      .split(' ')
      .map((name) => [name, { options: { '--output -o': 'write' }, output: 'none' } satisfies Program]),
  ),
  'cat-file': { act: plainFiles },
  show: { options: { '--output': 'write', '--format --pretty': 'value' }, act: plainFiles },
  'rev-parse': { act: asksRevision },
  branch: {
    options: {
      '-D': 'flag',
      '-d|--delete': 'flag',
      '-f|--force': 'flag',
      '-a -r -v -vv --list|-l --show-current --merged --no-merged --contains -q -i -t|--track --no-track':
        'flag',
      '-u --set-upstream-to --sort --format --points-at': 'value',
      '-m|--move -M -c|--copy -C': 'flag',
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
      if (call.has('-d'))
        for (const { text } of call.operands) onGitFolder(call, `refs/tags/${text}`, { traits: ['refspec'] });
      else if (call.operands.length > 0 && !call.has('-l')) writesGit(call, `refs/tags/${call.operand(0)}`);
      return unknownStream;
    },
  },
  config: gitConfig,
  'credential credential-store credential-cache credential-osxkeychain credential-libsecret': credentials,
  gc: {
    // It knows no dry run: git refuses it, and does nothing.
    options: { '--prune': 'value', '--aggressive --auto -q --force': 'flag', '--dry-run': 'harmless' },
    act: collects,
  },
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
    otherwise: silent,
  },
  'filter-branch filter-repo': filtersHistory,
  'replace update-ref symbolic-ref pack-refs repack': {
    options: { '-m': 'value', '-d': 'flag' },
    act: (call) => {
      if (call.has('-d') && call.operands.length > 0)
        onGitFolder(call, call.operand(0), { traits: ['forced', 'refspec'] });
      else if (call.operands.length > 0) writesGit(call, call.operand(0));
      return unknownStream;
    },
  },
  commit: {
    options: {
      '-m|--message -F|--file --author --date -C -c -t|--template --fixup --squash --cleanup': 'value',
      '-a|--amend --no-verify -n --allow-empty --no-edit -s -S -q -v --dry-run --signoff': 'flag',
    },
    act: commits,
  },
  'merge cherry-pick revert am notes': writesHistory(['HEAD']),
  /** https://git-scm.com/docs/git-rebase#Documentation/git-rebase.txt---execcmd */
  rebase: writesHistory(['HEAD', 'refs/heads'], { '-x|--exec': 'value', '-i|--interactive': 'flag' }),
  apply: {
    options: {
      '--check --stat --numstat --summary': 'flag',
      '--apply --index --cached -3 -R --reject -v -q': 'flag',
      '-p -C --directory --exclude --include --whitespace': 'value',
    },
    act: (call) => {
      const looks = ['--check', '--stat', '--numstat', '--summary'].some((option) => call.has(option));
      if (!looks || call.has('--apply')) writesGit(call, 'HEAD');
      return unknownStream;
    },
  },
  bisect: bisects,
  init: {
    options: { '-b --initial-branch --template': 'value', '--bare -q': 'flag' },
    act: (call) => {
      const [folder] = call.operands;
      if (folder) call.makeFolder(folder);
      return unknownStream;
    },
  },
};
