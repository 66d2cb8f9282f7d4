import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import type { Program } from '../program.ts';
import { runScriptOfPackage, withScripts } from '../project-scripts.ts';
import { textStream, unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';
import {
  account,
  grants,
  install,
  nodeOptions,
  publishes,
  removes,
  runner,
  withdraws,
} from './package-actions.ts';

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

const initializes: Program = {
  options: { '-y|--yes': 'flag' },
  act: (call) => {
    const [name] = call.operands;
    if (name) return call.run([plainField(`create-${name.text}`), ...call.operands.slice(1)]);
    call.write(plainField('package.json'));
    return unknownStream;
  },
};

/** `npm pkg set scripts.x='…'`: what `npm run x` then runs. https://docs.npmjs.com/cli/commands/npm-pkg */
function setsFields(call: Call): void {
  const file = plainField('package.json');
  const changes = call.operands.flatMap(({ text }) => {
    const [, name, command] = /^scripts\.([^=]+)=([\s\S]*)$/.exec(text) ?? [];
    return name === undefined || command === undefined ? [] : [[name, command] as const];
  });
  const before = call.look(file);
  call.write(file, changes.length > 0 ? textStream(withScripts(before.text, changes)) : before, {
    changes: true,
  });
}

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

export const node: Program = {
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
          setsFields(call);
          return unknownStream;
        },
      },
    },
    npm: { subcommands: { publish: publishes }, otherwise: silent },
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
