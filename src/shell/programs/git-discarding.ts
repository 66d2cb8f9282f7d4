import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import { plainField } from '../field.ts';
import type { Act, Program } from '../program.ts';
import { joinOrigins, unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';
import { onGitFolder, onWorktree, repository, writesGit } from './git-places.ts';

const resets: Act = (call) => {
  if (call.has('--hard')) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible', 'refspec'] });
  else if (call.has('--merge')) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible'] });
  else writesGit(call, movesBranch(call) ? 'HEAD' : 'index');
  return unknownStream;
};

/** With paths, and without another commit than the one that is checked out, only the index changes. https://git-scm.com/docs/git-reset */
function movesBranch({ operands, argv }: Call): boolean {
  const [first, second] = operands;
  const isHere = first === undefined || first.text === 'HEAD' || first.text === '@';
  return !isHere && second === undefined && !argv.some(({ text }) => text === '--');
}

/** In a project `-X` takes what is ignored: results of builds, as a rule. https://git-scm.com/docs/git-clean */
const cleans: Act = (call) => {
  const forced = call.has('-f') || call.scope.variables.get('GIT_CLEAN_FORCE') !== undefined;
  if (!forced) return unknownStream;
  const places = call.operands.length > 0 ? call.operands : [plainField('.')];
  const untracked: readonly Trait[] = call.has('-d') ? ['untracked'] : [];
  for (const place of places) {
    const zone = call.zone(place);
    const isLost = !call.isRegenerable(place) && !(call.has('-X') && zone === 'repository');
    call.emit('delete', call.resolve(place), {
      zone,
      traits: ['recursive', 'forced', isLost ? 'irreversible' : 'regenerable', ...untracked],
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
  if (call.has('--ours') || call.has('--theirs'))
    for (const path of call.operands) call.write(path, unknownStream, { changes: true });
  else if (call.has('-f') && !creates) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible'] });
  else if (call.has('-f')) onWorktree(call, { traits: ['forced', 'irreversible'] });
  else if (call.has('--pathspec-from-file')) discardsListed(call);
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
      traits: isTree ? ['recursive', 'forced', 'irreversible'] : ['irreversible', 'pathspec'],
      ...(isTree ? {} : { certainty: 'likely' as const }),
    });
  }
}

/** Which paths it takes stands in a file. */
function discardsListed(call: Call): void {
  onWorktree(call, { traits: ['irreversible', 'pathspec'], certainty: 'likely' });
}

const restores: Act = (call) => {
  if (call.has('--staged') && !call.has('--worktree')) writesGit(call, 'index');
  else if (call.has('--pathspec-from-file')) discardsListed(call);
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
    list: silent,
    show: silent,
    drop: { act: (call) => dropsStash(call) },
    clear: { act: (call) => dropsStash(call) },
    pop: { act: (call) => changesWorktree(call) },
    apply: { act: (call) => changesWorktree(call) },
    create: silent,
    store: { act: (call) => writesStash(call) },
  },
  otherwise: {
    act: (call) => {
      changesWorktree(call);
      return writesStash(call);
    },
  },
};

/** Files go back to what was committed, or get what was put aside. https://git-scm.com/docs/git-stash */
function changesWorktree(call: Call): typeof unknownStream {
  call.emit('write', repository(call), { zone: call.zone(plainField('.')), traits: ['recursive'] });
  return unknownStream;
}

function writesStash(call: Call): typeof unknownStream {
  writesGit(call, 'refs/stash');
  return unknownStream;
}

function dropsStash(call: Call): typeof unknownStream {
  onGitFolder(call, 'refs/stash', { traits: ['forced', 'irreversible', 'refspec'] });
  return unknownStream;
}

const worktrees: Program = {
  subcommands: {
    list: silent,
    add: {
      options: { '-b -B': 'value', '-f': 'flag', '--detach': 'flag' },
      act: (call) => {
        const [folder] = call.operands;
        if (folder) call.makeFolder(folder);
        return unknownStream;
      },
    },
    remove: {
      options: { '-f|--force': 'forced' },
      act: (call) => {
        const isForced = call.has('-f');
        for (const folder of call.operands) call.delete(folder, { traits: isForced ? ['irreversible'] : [] });
        return unknownStream;
      },
    },
    prune: { operands: 'value' },
  },
};

const removesTracked: Act = (call) => {
  if (call.has('--cached')) writesGit(call, 'index');
  else {
    const traits: readonly Trait[] = call.has('-f') ? ['irreversible', 'pathspec'] : [];
    for (const file of call.operands) call.delete(file, { traits });
  }
  return unknownStream;
};

/** Subcommands that touch the worktree, and may lose what git never had. */
export const discardingCommands: Record<string, Program> = {
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
  'add update-index mv stage': {
    options: { '-n|--dry-run': 'harmless' },
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
  worktree: worktrees,
  /** https://git-scm.com/docs/git-read-tree */
  'read-tree': {
    options: { '-u -m --reset -i -v -q --dry-run -n --empty': 'flag', '--prefix --index-output': 'value' },
    act: (call) => {
      const isLost = call.has('--reset') && call.has('-u');
      if (isLost) onWorktree(call, { traits: ['recursive', 'forced', 'irreversible', 'refspec'] });
      else writesGit(call, 'index');
      return unknownStream;
    },
  },
  submodule: {
    subcommands: {
      ...silently('status summary'),
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
};
