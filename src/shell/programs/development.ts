import { runCode } from '../code.ts';
import { plainField } from '../field.ts';
import { constantLines } from '../languages/unread-languages.ts';
import type { Program, Programs } from '../program.ts';
import { runFile } from '../run-file.ts';
import { reworked, unknownStream } from '../stream.ts';
import { silent } from './entries.ts';
import { withConsole } from './framework-consoles.ts';
import { interprets } from './interpreters.ts';
import { kindOfWords } from './service-verbs.ts';

/** Formatters write the files that they are given, unless they only look. */
const formatter = (looks: string): Program => ({
  options: {
    [`${looks} --check --diff --list-different -l --dry-run -c --check-only`]: 'harmless',
    '--config --line-length --target-version --parser --stdin-filename -p|--profile': 'value',
  },
  operands: 'append',
  output: 'none',
});

const tests: Program = {
  act: (call) => {
    call.emit('execute', `${call.program} tests`, { certainty: 'likely', zone: 'repository' });
    return unknownStream;
  },
};

const serves: Program = {
  act: (call) => {
    call.emit('execute', `${call.program} ${call.operand(0)}`.trim(), {
      certainty: 'likely',
      zone: 'repository',
    });
    return unknownStream;
  },
};

/** Tunnels give the internet a way in. https://attack.mitre.org/techniques/T1572/ */
const tunnels: Program = {
  act: (call) => {
    const asked = kindOfWords(call.operands.slice(0, 3).map(({ text }) => text));
    if (asked === 'read' || asked === 'delete') return unknownStream;
    const opens =
      opening.test(call.operand(0)) ||
      call.arguments.options.some(({ name }) => /^(?:--port|-p|--url|-c|-L|-R)$/.test(name));
    if (!opens) return unknownStream;
    call.network(
      'publish',
      `tunnel ${call.program} ${call.operands.map(({ text }) => text).join(' ')}`.trim(),
    );
    return unknownStream;
  },
};

const opening =
  /^(?:http|tcp|tls|udp|start|tunnel|client|server|local|share|funnel|serve|host|run|up|quick|reserved|public|private)$/;

/** Tools of development: linters, formatters, tests, compilers, servers. */
export const development: Programs = {
  'black isort autopep8 yapf prettier gofmt goimports rustfmt clang-format shfmt stylua dprint':
    formatter('--diff'),
  ruff: {
    subcommands: { format: formatter('--diff'), check: { options: { '--fix': 'flag' }, operands: 'value' } },
    otherwise: silent,
  },
  'biome eslint stylelint tslint standard xo oxlint rubocop golangci-lint': {
    options: {
      '-c|--config --ext --format -f -o|--output-file --rule --parser': 'value',
      '--fix --write --apply': 'flag',
    },
    operands: 'value',
    output: 'none',
  },
  'tsc mypy pyright pylint flake8 bandit vulture shellcheck yamllint markdownlint markdownlint-cli2 commitlint ajv semgrep gitleaks trufflehog detect-secrets snyk ctags cloc scc tokei depcheck madge knip publint attw size-limit lighthouse actionlint terraform-docs tflint tfsec checkov kubelinter htmlhint jsonlint vale codespell typos':
    { options: { '-o|--output --out-file --report-path': 'write' }, operands: 'value', output: 'none' },
  'pytest py.test jest vitest mocha ava playwright cypress karma rspec phpunit nosetests unittest tap c8 nyc cucumber behave robot ctest':
    tests,
  'uvicorn gunicorn streamlit jupyter jupyter-lab vite next nuxt astro remix webpack webpack-dev-server rollup esbuild parcel tsup ts-node-dev wait-on live-server http-server serve storybook expo ng vue-cli-service react-scripts gatsby hugo jekyll mkdocs sphinx-build eleventy docusaurus electron tauri php-fpm nginx apachectl caddy spring hardhat forge anvil truffle':
    serves,
  /** https://flask.palletsprojects.com/en/stable/cli/, https://flask-migrate.readthedocs.io */
  flask: {
    ...serves,
    options: { '-A|--app -e|--env-file -h|--host -p|--port': 'value' },
    stopsAtOperand: true,
    variants: [
      {
        when: /^db$/,
        program: {
          stopsAtOperand: true,
          act: (call) => call.run([plainField('flask-db'), ...call.arguments.rest.slice(1)]),
        },
      },
      { when: /^shell$/, program: withConsole({}, { language: 'python', input: /^shell$/ }) },
    ],
  },
  /** https://github.com/remy/nodemon/blob/main/doc/cli/help.txt */
  nodemon: {
    ...serves,
    options: {
      '-x|--exec': 'command',
      '-w|--watch -e|--ext -i|--ignore --delay --config --cwd --signal': 'value',
    },
    stopsAtOperand: true,
  },
  'pre-commit husky lint-staged lefthook': {
    subcommands: {
      install: {
        act: (call) => {
          call.emit('persist', '.git/hooks', { zone: 'persistence', certainty: 'likely' });
          return unknownStream;
        },
      },
    },
    otherwise: silent,
  },
  'gcc g++ cc clang clang++ c++ ld ar as rustc javac kotlinc scalac ocamlc nasm swiftc zig emcc nvcc protoc flex bison strip objcopy patchelf':
    {
      options: { '-o|--output': 'write', '-I -L -l -D -std -c -W -f -m -x': 'flag' },
      dashes: 'single',
      operands: 'value',
      output: 'none',
    },
  /** https://downloads.haskell.org/ghc/latest/docs/users_guide/using.html#ghc-flag-e */
  ghc: {
    options: { '-e': 'value', '-o': 'write' },
    dashes: 'single',
    act: (call) => (call.has('-e') ? interprets('haskell', '-e')(call) : unknownStream),
  },
  m4: {
    options: { '-D|--define -I|--include -U|--undefine -t|--trace -F -R': 'value' },
    act: (call) => {
      const given = call.operands.length > 0 ? call.operands.map((file) => call.read(file)) : [call.stdin];
      for (const { text = '', origins } of given)
        for (const line of constantLines('m4', text))
          call.runSource(plainField(line, origins), { certainty: 'likely' });
      return reworked(given);
    },
  },
  'objdump readelf addr2line dtrace bpftrace': silent,
  patch: {
    options: {
      '-i|--input': 'read',
      '-d|--directory': 'write',
      '-p --strip -o -r -B': 'value',
      '--dry-run -C': 'harmless',
      '-R -N -E -s -f': 'flag',
    },
    operands: 'write',
  },
  'ngrok cloudflared localtunnel lt bore frpc frps chisel zrok localxpose serveo pagekite rathole ligolo gost inlets devtunnel untun':
    tunnels,
  'tailscale zerotier-cli wg wg-quick openvpn': {
    subcommands: { status: silent, ip: silent, show: silent, version: silent },
    otherwise: tunnels,
  },
  ffmpeg: {
    options: {
      '-i': 'read',
      '-f -c -b -r -s -t -ss -vf -af -map -crf -preset -vcodec -acodec': 'value',
      '-y': 'forced',
    },
    dashes: 'single',
    operands: 'write',
  },
  'convert magick mogrify': { operands: { last: 'write', rest: 'value' }, dashes: 'single' },
  'pandoc wkhtmltopdf typst pdflatex latexmk dot mmdc': {
    options: { '-o|--output': 'write', '-f -t -V -H --template': 'value' },
    operands: 'value',
  },
  'fzf sk peco gum notify-send terminal-notifier': {
    options: { '--preview --execute': 'command', '--bind --header --query -q --prompt': 'value' },
    output: 'none',
  },
  'prometheus grafana-server promtool amtool logcli jaeger otelcol': silent,
  deno: {
    stopsAtOperand: true,
    subcommands: {
      run: {
        stopsAtOperand: true,
        act: (call) => {
          const [file] = call.operands;
          if (file === undefined || file.text === '-') return interprets('node', '-e')(call);
          if (!/^https?:/.test(file.text)) return runFile(call, file, 'node');
          call.network('connect', file.text);
          call.emit('execute', file.text, { origins: ['from-network'] });
          return unknownStream;
        },
      },
      eval: {
        options: { '-p|--print': 'flag', '--ext --env-file': 'value' },
        stopsAtOperand: true,
        act: (call) => {
          const code = call.operands[0] ?? plainField('');
          return runCode(call, 'node', { code, printsLast: call.has('-p') });
        },
      },
      test: tests,
      install: {
        act: (call) => {
          call.emit('install', call.operand(0) || 'dependencies', {});
          return unknownStream;
        },
      },
      publish: {
        act: (call) => {
          call.network('publish', 'jsr.io');
          return unknownStream;
        },
      },
    },
    otherwise: silent,
  },
  'java javaw': {
    options: { '-jar -cp -classpath': 'value' },
    dashes: 'single',
    stopsAtOperand: true,
    act: (call) => {
      const what = call.value('-jar') ?? call.operands[0];
      if (what) call.emit('execute', what.text, { origins: call.look(what).origins, zone: 'repository' });
      return unknownStream;
    },
  },
};
