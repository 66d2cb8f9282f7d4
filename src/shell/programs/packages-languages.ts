import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import type { Program } from '../program.ts';
import { isFromUrl, runAddress } from '../run-address.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';
import {
  account,
  install,
  installs,
  installsOne,
  publishes,
  removes,
  runner,
  withdraws,
} from './package-actions.ts';

export const pip: Program = {
  options: {
    '--proxy --timeout --cert --log --python': 'value',
    '-q -v --isolated --no-input --disable-pip-version-check': 'flag',
  },
  stopsAtOperand: true,
  subcommands: {
    ...silently('show list freeze check help debug hash inspect index search completion tree'),
    install,
    download: {
      ...install,
      act: (call) => {
        for (const { text } of call.operands)
          call.network('download', isFromUrl(text) ? text : `pypi ${text}`);
        return unknownStream;
      },
    },
    uninstall: removes,
    wheel: install,
    sync: install,
    compile: silent,
    cache: { subcommands: { purge: silent, remove: silent }, otherwise: silent },
    config: { subcommands: { ...silently('list get debug'), set: account, unset: account, edit: account } },
  },
};

function runsInProject(call: Call): Stream {
  const [first] = call.arguments.rest;
  return first && isFromUrl(first.text) ? runAddress(call, first) : call.run(call.arguments.rest);
}

export const projectTool: Program = {
  options: {
    '-C|--directory --project -p|--python': 'value',
    '-q|--quiet -v|--verbose -n|--no-interaction': 'flag',
  },
  stopsAtOperand: true,
  subcommands: {
    ...silently(
      'lock tree version export show check env search help about cache build venv python list init new shell fmt format',
    ),
    run: {
      options: {
        '--with --python -p --group --extra --env-file --package --from -m|--module': 'value',
        '--quiet -q --frozen --locked --no-sync --all-extras --isolated --no-project --active': 'flag',
      },
      stopsAtOperand: true,
      act: (call) =>
        call.has('-m')
          ? call.run([plainField('python'), plainField('-m'), ...call.values('-m'), ...call.arguments.rest])
          : runsInProject(call),
    },
    add: install,
    sync: install,
    install,
    update: install,
    remove: removes,
    publish: publishes,
    pip,
    tool: {
      subcommands: { ...silently('list dir'), install, run: runner, uninstall: removes, upgrade: install },
    },
    x: runner,
    config: account,
  },
};

export const cargo: Program = {
  options: {
    '--color --config -Z --manifest-path -C': 'value',
    '-q -v --locked --offline --frozen --list -V': 'flag',
  },
  stopsAtOperand: true,
  subcommands: {
    ...silently(
      'version search info tree metadata pkgid verify-project check c clippy fmt doc fetch update vendor locate-project read-manifest help generate-lockfile report package logout audit deny outdated expand machete llvm-cov',
    ),
    ...Object.fromEntries(
      ['build', 'b', 'test', 't', 'run', 'r', 'bench', 'nextest'].map((name) => [
        name,
        {
          options: { '--': 'flag' },
          act: (call: Call) => {
            call.emit('execute', `cargo ${name}`, { certainty: 'likely', zone: 'repository' });
            return unknownStream;
          },
        } satisfies Program,
      ]),
    ),
    install,
    add: install,
    remove: removes,
    uninstall: removes,
    publish: {
      ...publishes,
      options: {
        '-n|--dry-run': 'harmless',
        '--token --registry --index -p': 'value',
        '--allow-dirty --no-verify': 'flag',
      },
    },
    yank: withdraws,
    owner: {
      options: { '-l|--list': 'harmless', '-a|--add': 'value', '-r|--remove': 'value' },
      act: (call) => {
        const changed = call.value('-a') ?? call.value('-r');
        if (changed) call.emit('escalate', `crate owner ${changed.text}`, { traits: ['remote'] });
        return unknownStream;
      },
    },
    login: silent,
    clean: {
      options: { '-n|--dry-run': 'harmless' },
      act: (call) => {
        call.delete(plainField('target'), { traits: ['recursive'] });
        return unknownStream;
      },
    },
    new: silent,
    init: silent,
    fix: silent,
  },
};

export const go: Program = {
  stopsAtOperand: true,
  subcommands: {
    ...silently('version env list doc vet fmt help fix telemetry bug'),
    ...Object.fromEntries(
      ['build', 'test', 'generate'].map((name) => [
        name,
        {
          options: { '-o': 'write' },
          dashes: 'single',
          act: (call: Call) => {
            if (name !== 'build')
              call.emit('execute', `go ${name}`, { certainty: 'likely', zone: 'repository' });
            return unknownStream;
          },
        } satisfies Program,
      ]),
    ),
    run: {
      dashes: 'single',
      stopsAtOperand: true,
      act: (call) => {
        const [what] = call.operands;
        const isFetched = what !== undefined && /^[\w.-]+\.\w+\/.*@/.test(what.text);
        if (isFetched) installsOne(call, { ...what, origins: [...what.origins, 'from-network'] });
        call.emit('execute', what?.text ?? '.', {
          certainty: 'likely',
          zone: isFetched ? 'outside' : call.zone(what ?? plainField('.')),
        });
        return unknownStream;
      },
    },
    install: { dashes: 'single', act: installs },
    get: { dashes: 'single', act: installs },
    mod: silent,
    work: silent,
    clean: { options: { '-cache -modcache -testcache -fuzzcache': 'flag' }, act: () => unknownStream },
    tool: silent,
  },
};
