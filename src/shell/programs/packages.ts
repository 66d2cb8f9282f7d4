import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import { hostOf } from '../hosts.ts';
import type { Act, OptionMeaning, Program, Programs } from '../program.ts';
import { runScriptOfPackage } from '../project-scripts.ts';
import { type Stream, unknownStream } from '../stream.ts';

const silent: Program = { operands: 'value', output: 'none' };

function silently(names: string): Record<string, Program> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, silent]));
}

/** `git+https://…`, `https://…/x.tgz`: from outside any registry. */
function isFromUrl(text: string): boolean {
  return /^(?:git\+|https?:|git:|ssh:|github:)/.test(text);
}

const nodeOptions = {
  '-g|--global': 'flag',
  '-D -S -E -O -P --save-dev --save --save-exact -f|--force --legacy-peer-deps --ignore-scripts --no-audit --no-fund --frozen-lockfile -s|--silent --no-save --prod --production':
    'flag',
  '--registry --prefix --omit --include --workspace -w --filter -F --tag --otp --access --cwd -C --dir --loglevel --userconfig':
    'value',
  '--dry-run': 'harmless',
} as const satisfies Record<string, OptionMeaning>;

/** Packages run code of others when they are installed. */
const installs: Act = (call) => {
  const names = call.operands.filter(({ text }) => text !== '.');
  for (const file of call.values('-r')) call.read(file, { zone: 'repository' });
  if (names.length === 0) call.emit('install', 'dependencies of the project', { zone: 'repository' });
  for (const name of names) installsOne(call, name);
  return unknownStream;
};

function installsOne(call: Call, { text, origins }: Field): void {
  const isUrl = isFromUrl(text);
  if (isUrl && hostOf(text)) call.network('download', text.replace(/^git\+/, ''));
  call.emit('install', text, { origins: isUrl ? [...origins, 'from-network'] : origins });
}

const install: Program = {
  options: {
    ...nodeOptions,
    '-r|--requirement -c|--constraint': 'value',
    '-e|--editable': 'value',
    '-U|--upgrade -q -v --user --no-cache-dir --no-deps --pre --break-system-packages -y|--yes --assume-yes --no-install-recommends --noconfirm --needed':
      'flag',
    '-i|--index-url --extra-index-url -t|--target --find-links --python --features --git --branch --rev --path --root --version --vers --profile':
      'value',
  },
  act: installs,
};

const removes: Program = {
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

const publishes: Program = {
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

const withdraws: Program = {
  options: { '-f|--force': 'forced', '--vers|--version --otp --registry': 'value' },
  act: (call) => {
    call.emit('delete', `published ${call.operand(0)}`, { traits: ['irreversible', 'remote'] });
    return unknownStream;
  },
};

const runs: Program = {
  options: {
    '--if-present --silent -s --parallel -r|--recursive': 'flag',
    '--workspace -w --filter --prefix': 'value',
  },
  stopsAtOperand: true,
  act: (call) => {
    const [name] = call.operands;
    return name ? runScriptOfPackage(call, name.text) : unknownStream;
  },
};

/** A package's program, fetched when it is not there. */
const runsPackage: Act = (call) => {
  const code = call.value('-c');
  if (code) return call.runSource(code);
  const [name, ...rest] = call.arguments.rest.filter(({ text }, index) => index > 0 || text !== '--');
  const wanted = call.values('-p');
  for (const one of wanted) installsOne(call, one);
  if (!name) return unknownStream;
  const plain = name.text.replace(/(?!^)@[^/]*$/, '');
  return call.run([{ ...name, text: plain }, ...rest]);
};

const runner: Program = {
  options: {
    '-y|--yes -q|--quiet --no-install --ignore-existing --silent --bun --no': 'flag',
    '-p|--package --from --with --spec --python -w|--workspace --index-url': 'value',
    '-c|--call': 'value',
  },
  stopsAtOperand: true,
  act: runsPackage,
};

const configuresNode: Program = {
  subcommands: {
    ...silently('get list ls'),
    set: {
      act: (call) => {
        call.emit('configure', `npm ${call.operand(0)}`, { zone: 'home' });
        return unknownStream;
      },
    },
    delete: {
      act: (call) => {
        call.emit('configure', `npm ${call.operand(0)}`, { zone: 'home' });
        return unknownStream;
      },
    },
  },
};

const account: Program = {
  act: (call) => {
    call.emit('configure', `${call.program} account`, { zone: 'home' });
    return unknownStream;
  },
};

const grants: Program = {
  subcommands: { ...silently('ls list get') },
  otherwise: {
    act: (call) => {
      call.emit('escalate', `${call.program} ${call.operand(0)}`, { traits: ['remote'] });
      return unknownStream;
    },
  },
};

const initializes: Program = {
  options: { '-y|--yes': 'flag' },
  act: (call) => {
    const [name] = call.operands;
    if (name) return call.run([plainField(`create-${name.text}`), ...call.operands.slice(1)]);
    call.write(plainField('package.json'));
    return unknownStream;
  },
};

const scripts = [
  'test',
  't',
  'tst',
  'start',
  'stop',
  'restart',
  'build',
  'dev',
  'lint',
  'format',
  'typecheck',
  'preview',
  'serve',
  'watch',
  'clean',
  'check',
];

const runsNamed = (name: string): Program => ({
  stopsAtOperand: true,
  act: (call) => runScriptOfPackage(call, name),
});

const node: Program = {
  options: nodeOptions,
  stopsAtOperand: true,
  subcommands: {
    ...silently(
      'ls list ll la view info show v outdated explain why fund doctor help help-search search s se find docs home bugs repo prefix root bin whoami query completion stars star unstar ping get diff edit explore rebuild rb prune dedupe ddp shrinkwrap version licenses patch-commit fetch sbom pack',
    ),
    audit: { subcommands: { fix: install }, otherwise: silent },
    install: install,
    i: install,
    in: install,
    add: install,
    ci: install,
    'clean-install': install,
    update: install,
    up: install,
    upgrade: install,
    uninstall: removes,
    un: removes,
    remove: removes,
    rm: removes,
    r: removes,
    publish: publishes,
    unpublish: withdraws,
    deprecate: withdraws,
    run: runs,
    'run-script': runs,
    exec: runner,
    x: runner,
    dlx: runner,
    config: configuresNode,
    c: configuresNode,
    set: account,
    login: account,
    adduser: account,
    logout: account,
    token: grants,
    access: grants,
    owner: grants,
    'dist-tag': { subcommands: silently('ls list'), otherwise: publishes },
    profile: grants,
    cache: { subcommands: { clean: { act: () => unknownStream } }, otherwise: silent },
    pkg: {
      subcommands: { get: silent },
      otherwise: {
        act: (call) => {
          call.write(plainField('package.json'));
          return unknownStream;
        },
      },
    },
    link: silent,
    unlink: silent,
    init: initializes,
    create: initializes,
    workspace: {
      stopsAtOperand: true,
      act: (call) => call.run([plainField('yarn'), ...call.arguments.rest.slice(1)]),
    },
    workspaces: silent,
    global: { subcommands: { add: install, remove: removes }, otherwise: silent },
    node: { stopsAtOperand: true, act: (call) => call.run([plainField('node'), ...call.arguments.rest]) },
    deploy: publishes,
    pm: silent,
    ...Object.fromEntries(scripts.map((name) => [name, runsNamed(name)])),
  },
  otherwise: {
    stopsAtOperand: true,
    act: (call) => (call.operand(0) === '' ? unknownStream : runScriptOfPackage(call, call.operand(0))),
  },
};

const pip: Program = {
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

const projectTool: Program = {
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
          : call.run(call.arguments.rest),
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

const cargo: Program = {
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
      options: { '-l|--list': 'harmless' },
      act: (call) => {
        call.emit('escalate', 'crate owner', { traits: ['remote'] });
        return unknownStream;
      },
    },
    login: silent,
    clean: {
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

const go: Program = {
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
        if (what?.text.includes('@')) installsOne(call, what);
        call.emit('execute', what?.text ?? '.', { certainty: 'likely', zone: 'repository' });
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

const systemManager = (verbs: {
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

const brew: Program = {
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

const pacman: Act = (call) => {
  const letters = call.argv[1]?.text ?? '';
  if (/^-S[^sigl]*$/.test(letters) || letters.startsWith('-U')) {
    for (const { text } of call.operands) call.emit('install', text, { zone: 'system' });
    if (call.operands.length === 0 && /[uy]/.test(letters))
      call.emit('install', 'system packages', { zone: 'system' });
  } else if (letters.startsWith('-R')) {
    for (const { text } of call.operands) call.emit('delete', `package ${text}`, { zone: 'system' });
  }
  return unknownStream;
};

const dpkg: Act = (call) => {
  if (call.has('-i'))
    for (const file of call.operands) {
      call.emit('install', call.resolve(file), { zone: 'system', origins: call.look(file).origins });
    }
  if (call.has('-r') || call.has('-e'))
    for (const { text } of call.operands) call.emit('delete', `package ${text}`, { zone: 'system' });
  return unknownStream;
};

const twine: Act = (call): Stream => {
  if (call.operand(0) !== 'upload') return unknownStream;
  call.network('publish', call.value('-r')?.text ?? 'pypi.org');
  return unknownStream;
};

/** Package managers: https://docs.npmjs.com/cli/, https://pip.pypa.io/, https://doc.rust-lang.org/cargo/, https://go.dev/ref/mod */
export const packages: Programs = {
  'npm pnpm yarn bun cnpm': node,
  'npx pnpx bunx uvx': runner,
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
  corepack: silent,
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
      owner: grants,
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
      publish: silent,
    },
    otherwise: silent,
  },
  'mix hex rebar3 stack cabal opam luarocks cpan cpanm pub dart flutter swift pod carthage': {
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
  },
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
      return unknownStream;
    },
  },
  'asdf mise rtx nvm fnm volta pyenv rbenv goenv sdk sdkman jenv tfenv rustup proto': {
    subcommands: {
      install,
      add: install,
      uninstall: removes,
      exec: {
        stopsAtOperand: true,
        act: (call) => call.run(call.arguments.rest.filter(({ text }) => text !== '--')),
      },
    },
    otherwise: silent,
  },
};
