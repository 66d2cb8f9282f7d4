import type { Act, Program, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';
import { ecto, entityFramework } from './framework-databases.ts';
import { install, publishes, removes, runner, withdraws } from './package-actions.ts';
import { cargo, go, pip, projectTool } from './packages-languages.ts';
import { node } from './packages-node.ts';
import { brew, dpkg, pacman, systemManager } from './packages-system.ts';

const twine: Act = (call): Stream => {
  if (call.operand(0) !== 'upload') return unknownStream;
  call.network('publish', call.value('-r')?.text ?? 'pypi.org');
  return unknownStream;
};

/** https://www.npmjs.com/package/rimraf */
const removesTrees: Act = (call) => {
  for (const place of call.operands) call.delete(place, { traits: ['recursive', 'forced'] });
  return unknownStream;
};

/** Managers of the versions of tools. */
const toolVersions = {
  install,
  add: install,
  uninstall: removes,
  exec: {
    stopsAtOperand: true,
    act: (call) => call.run(call.arguments.rest.filter(({ text }) => text !== '--')),
  },
} as const satisfies Record<string, Program>;

/** A task that the project's own file names. */
const startsTask: Program = {
  options: { '-n|--dry-run': 'harmless', '-C|--cd -j|--jobs -o|--output -t|--tool': 'value' },
  stopsAtOperand: true,
  act: (call) => {
    const name = call.operand(0);
    if (name !== '') call.emit('execute', `task ${name}`, { certainty: 'likely', zone: 'repository' });
    return unknownStream;
  },
};

/** Managers of languages whose subcommands are much alike. */
const languageManager: Program = {
  stopsAtOperand: true,
  subcommands: {
    install,
    'hex.publish': publishes,
    publish: publishes,
    upload: publishes,
    get: install,
    add: install,
    'deps.get': install,
    trunk: publishes,
  },
  otherwise: silent,
};

/** Package managers: https://docs.npmjs.com/cli/, https://pip.pypa.io/, https://doc.rust-lang.org/cargo/, https://go.dev/ref/mod */
export const packages: Programs = {
  'npm pnpm yarn cnpm': node,
  'npx pnpx bunx uvx': runner,
  'rimraf del-cli': {
    options: { '-g|--glob --preserve-root --no-preserve-root -v': 'flag' },
    act: removesTrees,
  },
  pipx: {
    ...projectTool,
    subcommands: {
      ...silently('list environment ensurepath'),
      install,
      run: runner,
      inject: install,
      uninstall: removes,
      upgrade: install,
    },
  },
  'corepack apt-cache apt-mark apt-file': silent,
  'pip pip3': pip,
  'uv poetry pdm hatch pipenv rye': projectTool,
  'conda mamba micromamba': {
    subcommands: {
      install,
      create: install,
      update: install,
      remove: removes,
      run: {
        options: { '-n -p --name --prefix': 'value' },
        stopsAtOperand: true,
        act: (call) => call.run(call.arguments.rest),
      },
    },
    otherwise: silent,
  },
  cargo,
  go,
  'gem bundle bundler': {
    stopsAtOperand: true,
    subcommands: {
      ...silently(
        'list search environment env info show outdated check config help which contents specification',
      ),
      install,
      update: install,
      add: install,
      uninstall: removes,
      push: publishes,
      yank: withdraws,
      owner: {
        options: { '-a|--add -r|--remove': 'value' },
        act: (call) => {
          const changed = call.value('-a') ?? call.value('-r');
          if (changed) call.emit('escalate', `gem owner ${changed.text}`, { traits: ['remote'] });
          return unknownStream;
        },
      },
      exec: { stopsAtOperand: true, act: (call) => call.run(call.arguments.rest) },
    },
    otherwise: silent,
  },
  composer: {
    subcommands: {
      ...silently('show info validate outdated search diagnose licenses why depends status'),
      install,
      update: install,
      require: install,
      'create-project': install,
      global: install,
      remove: removes,
    },
    otherwise: silent,
  },
  nuget: { subcommands: { install, push: publishes, delete: withdraws }, otherwise: silent },
  dotnet: {
    stopsAtOperand: true,
    subcommands: {
      ...silently('--info --list-sdks build test clean restore format list sln new help'),
      add: install,
      tool: { subcommands: { install, update: install }, otherwise: silent },
      run: {
        stopsAtOperand: true,
        act: (call) => {
          call.emit('execute', 'dotnet run', { certainty: 'likely', zone: 'repository' });
          return unknownStream;
        },
      },
      nuget: { subcommands: { push: publishes, delete: withdraws }, otherwise: silent },
      ef: entityFramework,
      publish: silent,
    },
    otherwise: silent,
  },
  mix: { stopsAtOperand: true, variants: [{ when: /^ecto\./, program: ecto }], otherwise: languageManager },
  'hex rebar3 stack cabal opam luarocks cpan cpanm pub dart flutter pod carthage': languageManager,
  twine: { options: { '-r|--repository|--repository-url -u -p': 'value' }, act: twine },
  flit: { subcommands: { publish: publishes, install }, otherwise: silent },
  'apt apt-get aptitude nala': systemManager({
    install: 'install reinstall build-dep',
    remove: 'remove purge autoremove',
    update: 'upgrade dist-upgrade full-upgrade',
  }),
  'yum dnf microdnf zypper rpm-ostree': systemManager({
    install: 'install localinstall reinstall in',
    remove: 'remove erase autoremove rm',
    update: 'update upgrade up dup',
  }),
  'apk xbps-install emerge pkg pkgin port guix slackpkg opkg': systemManager({
    install: 'add install',
    remove: 'del delete remove uninstall',
    update: 'upgrade',
  }),
  'snap flatpak': systemManager({ install: 'install', remove: 'remove uninstall', update: 'refresh update' }),
  'choco winget scoop': systemManager({
    install: 'install',
    remove: 'uninstall remove',
    update: 'upgrade update',
  }),
  'pacman yay paru': { act: pacman },
  'dpkg rpm installer': {
    options: {
      '-i|--install|-U': 'flag',
      '-r|--remove|--purge|-P|-e|--erase': 'flag',
      '-pkg -target': 'value',
    },
    act: dpkg,
  },
  brew,
  'nix nix-env nix-build': {
    stopsAtOperand: true,
    options: { '-i -e -u': 'flag' },
    act: (call) => {
      const [verb, what] = call.operands;
      if (verb && /^(?:run|shell|develop|build|profile|install)$/.test(verb.text))
        call.emit('install', what?.text ?? '.', { certainty: 'likely' });
      const at = call.argv.findIndex(({ text }) => /^(?:-c|--command|--run)$/.test(text));
      return verb && at !== -1 ? call.run(call.argv.slice(at + 1)) : unknownStream;
    },
  },
  /** https://mise.jdx.dev/cli/run.html */
  'mise rtx': {
    subcommands: {
      ...toolVersions,
      run: startsTask,
      r: startsTask,
      tasks: { subcommands: { run: startsTask, r: startsTask }, otherwise: silent },
    },
    otherwise: silent,
  },
  'asdf nvm fnm volta pyenv rbenv goenv sdk sdkman jenv tfenv rustup proto': {
    subcommands: toolVersions,
    otherwise: silent,
  },
};
