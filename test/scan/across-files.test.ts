import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scan, treeOf } from './support.ts';

const flag = '--dangerously-skip-permissions';
/** An expression of a workflow. */
const input = (name: string) => `\${{ inputs.${name} }}`;
const run = `claude ${flag} -p go`;

/** Each place: where, then guard and isolation. */
async function placesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = treeOf(files);
  const { document } = await scan([root]);
  rmSync(root, { recursive: true, force: true });
  return document.occurrences.map(
    ({ path, line, guard, isolation }: Record<string, string>) => `${path}:${line} ${guard} ${isolation}`,
  );
}

const caller = (lines: string) => `on: push\njobs:\n  call:\n${lines.replace(/^/gm, '    ')}\n`;
const reusable = (inputs: readonly string[], lines: string) =>
  [
    'on:\n  workflow_call:\n    inputs:',
    ...inputs.map((input) => `      ${input.split(' ')[0]}: { type: string${input.split(' ')[1] ?? ''} }`),
    'jobs:\n  work:',
    lines.replace(/^/gm, '    '),
    '',
  ].join('\n');
const composite = (steps: string) =>
  `inputs: { args: {} }\nruns:\n  using: composite\n  steps:\n${steps.replace(/^/gm, '    ')}\n`;

type Case = readonly [string, Readonly<Record<string, string>>, readonly string[]];

describe('workflows and actions of the same repository', () => {
  it.each<Case>([
    [
      'a flag that is handed on has the container and the environment of the job that takes it',
      {
        '.github/workflows/a.yml': caller(`uses: ./.github/workflows/b.yml\nwith:\n  args: ${flag}`),
        '.github/workflows/b.yml': reusable(
          ['args'],
          `runs-on: ubuntu-latest\ncontainer: node:22\nenv: { IS_SANDBOX: "1" }\nsteps:\n  - run: claude ${input('args')} -p go`,
        ),
      },
      ['.github/workflows/a.yml:6 is-sandbox container'],
    ],
    [
      'a mode that is handed on is a mode where the option stands there',
      {
        '.github/workflows/a.yml': caller(
          'uses: ./.github/workflows/b.yml\nwith:\n  mode: bypassPermissions',
        ),
        '.github/workflows/b.yml': reusable(
          ['mode'],
          `runs-on: ubuntu-latest\nsteps:\n  - run: claude --permission-mode ${input('mode')} -p go`,
        ),
      },
      ['.github/workflows/a.yml:6 none hosted-runner'],
    ],
    [
      'an input that nothing reads does nothing',
      {
        '.github/workflows/a.yml': caller(`uses: ./.github/workflows/b.yml\nwith:\n  args: ${flag}`),
        '.github/workflows/b.yml': reusable(['args'], 'runs-on: ubuntu-latest\nsteps:\n  - run: make'),
      },
      [],
    ],
    [
      'the machine that a caller chooses is that of the job',
      {
        '.github/workflows/a.yml': caller('uses: ./.github/workflows/b.yml\nwith:\n  on: self-hosted'),
        '.github/workflows/b.yml': reusable(['on'], `runs-on: ${input('on')}\nsteps:\n  - run: ${run}`),
      },
      ['.github/workflows/b.yml:9 none self-hosted-runner'],
    ],
    [
      'of several callers the weakest counts',
      {
        '.github/workflows/a.yml': caller('uses: ./.github/workflows/b.yml\nwith:\n  on: ubuntu-latest'),
        '.github/workflows/c.yml': caller('uses: ./.github/workflows/b.yml\nwith:\n  on: self-hosted'),
        '.github/workflows/b.yml': reusable(['on'], `runs-on: ${input('on')}\nsteps:\n  - run: ${run}`),
      },
      ['.github/workflows/b.yml:9 none self-hosted-runner'],
    ],
    [
      'what a caller does not say has its default',
      {
        '.github/workflows/a.yml': caller('uses: ./.github/workflows/b.yml'),
        '.github/workflows/b.yml': reusable(
          ['on ,default:ubuntu-latest'],
          `runs-on: ${input('on')}\nsteps:\n  - run: ${run}`,
        ).replace('default:', ' default: '),
      },
      ['.github/workflows/b.yml:9 none hosted-runner'],
    ],
    [
      'an action has the container and the environment of the job that runs it',
      {
        '.github/workflows/a.yml': caller(
          'runs-on: self-hosted\ncontainer: node:22\nenv: { IS_SANDBOX: "1" }\nsteps:\n  - uses: ./.github/actions/fix',
        ),
        '.github/actions/fix/action.yml': composite(`- shell: bash\n  run: ${run}`),
      },
      ['.github/actions/fix/action.yml:6 is-sandbox container'],
    ],
    [
      'an action that two jobs run has the weaker of both',
      {
        '.github/workflows/a.yml': caller(
          'runs-on: ubuntu-latest\ncontainer: node:22\nsteps:\n  - uses: ./fix\n',
        ),
        '.github/workflows/b.yml': caller('runs-on: self-hosted\nsteps:\n  - uses: ./fix/'),
        'fix/action.yml': composite(`- shell: bash\n  run: ${run}`),
      },
      ['fix/action.yml:6 none self-hosted-runner'],
    ],
    [
      'an action that nothing runs stands by itself',
      { 'fix/action.yml': composite(`- shell: bash\n  run: ${run}`) },
      ['fix/action.yml:6 none ci-runner'],
    ],
    [
      'an input of an action lands in its step',
      {
        '.github/workflows/a.yml': caller(
          `runs-on: ubuntu-latest\nsteps:\n  - uses: ./fix\n    with:\n      args: ${flag}`,
        ),
        'fix/action.yml': composite(
          `- shell: bash\n  run: |\n    export IS_SANDBOX=1\n    claude ${input('args')} -p go`,
        ),
      },
      ['.github/workflows/a.yml:8 is-sandbox hosted-runner'],
    ],
    [
      'what an action writes for later steps holds for them',
      {
        '.github/workflows/a.yml': caller(
          `runs-on: ubuntu-latest\nsteps:\n  - run: ${run}\n  - uses: ./setup\n  - run: ${run}`,
        ),
        'setup/action.yml': composite('- shell: bash\n  run: echo IS_SANDBOX=1 >> "$GITHUB_ENV"'),
      },
      ['.github/workflows/a.yml:6 none hosted-runner', '.github/workflows/a.yml:8 is-sandbox hosted-runner'],
    ],
    [
      'an action in a container of its own',
      { 'action.yml': `runs:\n  using: docker\n  image: Dockerfile\n  args: ["${flag}"]\n` },
      ['action.yml:4 none container'],
    ],
    [
      'a call of itself ends',
      {
        '.github/workflows/a.yml': reusable(
          ['args'],
          'uses: ./.github/workflows/a.yml\nwith:\n  args: claude '.concat(flag),
        ),
      },
      [],
    ],
    [
      'jobs of GitLab have what is the default and what they take from included files',
      {
        '.gitlab-ci.yml': `include:\n  - local: /ci/base.yml\ndefault:\n  tags: [self-hosted]\none:\n  script: [${run}]\ntwo:\n  extends: .boxed\n  script: [${run}]\n`,
        'ci/base.yml': '.boxed:\n  image: node:22\n  variables: { IS_SANDBOX: "1" }\n',
      },
      ['.gitlab-ci.yml:6 none self-hosted-runner', '.gitlab-ci.yml:9 is-sandbox container'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await placesIn(files)).toEqual(expected);
  });
});

const image = (...lines: string[]) => `${['FROM node:22', ...lines].join('\n')}\n`;

describe('files that an image holds', () => {
  it.each<Case>([
    [
      'an entry point',
      {
        'run.sh': run,
        Dockerfile: image('COPY run.sh /usr/local/bin/run', 'ENTRYPOINT ["/usr/local/bin/run"]'),
      },
      ['run.sh:1 none container'],
    ],
    [
      'a profile of its user, with the environment of the image',
      {
        'docker/home/.bashrc': `alias c='claude ${flag}'\n`,
        'docker/Dockerfile': image('ENV IS_SANDBOX=1', 'COPY --chown=a:a home/.bashrc /home/a/.bashrc'),
      },
      ['docker/home/.bashrc:1 is-sandbox container'],
    ],
    [
      'a script of a folder that is copied as a whole, where the image starts it',
      { 'src/run.sh': run, Dockerfile: image('COPY . /app', 'CMD bash /app/src/run.sh') },
      ['src/run.sh:1 none container'],
    ],
    [
      'an image whose service reaches the host',
      {
        'run.sh': run,
        Dockerfile: image('COPY run.sh /', 'ENTRYPOINT ["/run.sh"]'),
        'compose.yaml': 'services:\n  a:\n    build: .\n    privileged: true\n',
      },
      ['run.sh:1 none privileged-container'],
    ],
    [
      'a command of a development container',
      {
        '.devcontainer/start.sh': run,
        '.devcontainer/devcontainer.json':
          '{"image":"a","postStartCommand":{"a":"bash .devcontainer/start.sh"}}',
      },
      ['.devcontainer/start.sh:1 none devcontainer'],
    ],
    [
      'not a script that only lies in a folder that is copied',
      { 'tools/run.sh': run, Dockerfile: image('COPY . /app', 'CMD ["node", "/app/main.js"]') },
      ['tools/run.sh:1 none none'],
    ],
    [
      'not a script of another stage, or of the same name elsewhere',
      {
        'run.sh': run,
        'web/run.sh': 'true\n',
        Dockerfile: image('COPY --from=build /run.sh /run.sh', 'CMD ["/run.sh"]'),
        'web/Dockerfile': image('COPY run.sh /', 'CMD ["/run.sh"]'),
      },
      ['run.sh:1 none none'],
    ],
    [
      'not what the host starts before a development container',
      {
        '.devcontainer/start.sh': run,
        '.devcontainer/devcontainer.json': '{"image":"a","initializeCommand":"bash .devcontainer/start.sh"}',
      },
      ['.devcontainer/start.sh:1 none none'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await placesIn(files)).toEqual(expected);
  });
});

describe('scripts that other files start or read', () => {
  const workflow = (lines: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${lines.replace(/^/gm, '      ')}\n`;
  const library = `go() {\n  ${run}\n}\n`;

  it.each<Case>([
    [
      'a job that runs it',
      { 'fix.sh': `#!/bin/bash\n${run}\n`, '.github/workflows/a.yml': workflow('- run: bash fix.sh 3') },
      ['fix.sh:2 none hosted-runner'],
    ],
    [
      'a job with a container and an environment',
      {
        'ci/fix.sh': `#!/bin/bash\n${run}\n`,
        '.github/workflows/a.yml': workflow('- run: ./ci/fix.sh\n  env: { IS_SANDBOX: "1" }').replace(
          '    steps',
          '    container: node:22\n    steps',
        ),
      },
      ['ci/fix.sh:2 is-sandbox container'],
    ],
    [
      'a script that a script starts which a job runs',
      {
        'ci/fix.sh': `#!/bin/bash\n${run}\n`,
        'ci/all.sh': '#!/bin/bash\n"$(dirname "$0")/fix.sh"\n',
        '.github/workflows/a.yml': workflow('- run: |\n    make\n    bash ci/all.sh'),
      },
      ['ci/fix.sh:2 none hosted-runner'],
    ],
    [
      'a script that a development container starts through another',
      {
        '.devcontainer/setup/post.sh': '#!/bin/bash\nhere="$(cd "$(dirname "$0")" && pwd)"\n"$here/run.sh"\n',
        '.devcontainer/setup/run.sh': `#!/bin/bash\n${run}\n`,
        '.devcontainer/devcontainer.json': '{"image":"a","postStartCommand":"./.devcontainer/setup/post.sh"}',
      },
      ['.devcontainer/setup/run.sh:2 none devcontainer'],
    ],
    [
      'a function of a file that scripts read behind their export',
      {
        'lib.sh': library,
        'a.sh': '#!/bin/bash\nsource ./lib.sh\nexport IS_SANDBOX=1\ngo hi\n',
        'b.sh': '#!/bin/bash\nexport IS_SANDBOX=1\n. "$(dirname "$0")/lib.sh"\ngo hi\n',
      },
      ['lib.sh:2 is-sandbox none'],
    ],
    [
      'the same in a pod',
      {
        'k8s/lib.sh': library,
        'k8s/entry.sh': '#!/bin/bash\nsource "$DIR/lib.sh"\nexport IS_SANDBOX=1\ngo hi\n',
        'k8s/pod.yaml':
          'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: node\n      command: ["bash", "/repo/k8s/entry.sh"]\n',
      },
      ['k8s/lib.sh:2 is-sandbox container'],
    ],
    [
      'not where one of them exports nothing',
      {
        'lib.sh': library,
        'a.sh': '#!/bin/bash\nsource ./lib.sh\nexport IS_SANDBOX=1\ngo hi\n',
        'b.sh': '#!/bin/bash\nsource ./lib.sh\ngo hi\n',
      },
      ['lib.sh:2 none none'],
    ],
    [
      'files that a loop reads one after the other',
      {
        'a.sh': '#!/bin/bash\nfor f in lib/*.sh; do\n  . "$f"\ndone\ngo hi\n',
        'lib/defaults.sh': 'export IS_SANDBOX=1\n',
        'lib/go.sh': library,
      },
      ['lib/go.sh:2 is-sandbox none'],
    ],
    [
      'the same of a profile, under the names of chezmoi',
      {
        dot_zshrc: 'for f in ~/.zsh/*.zsh(N); do source "$f"; done\n',
        'dot_zsh/10-environment.zsh': 'export IS_SANDBOX=1\n',
        'dot_zsh/20-aliases.zsh': `alias yolo='claude ${flag}'\n`,
      },
      ['dot_zsh/20-aliases.zsh:1 is-sandbox none'],
    ],
    [
      'not where the loop reads another folder, or the export later, or only prints the names',
      {
        'a.sh': '#!/bin/bash\nfor f in other/*.sh; do . "$f"; done\ngo hi\n',
        'b.sh': '#!/bin/bash\nfor f in late/*.sh; do . "$f"; done\n',
        'c.sh': '#!/bin/bash\nfor f in named/*.sh; do echo "$f"; done\n',
        'lib/defaults.sh': 'export IS_SANDBOX=1\n',
        'lib/go.sh': library,
        'late/go.sh': `claude ${flag} -p x\n`,
        'late/later.sh': 'export IS_SANDBOX=1\n',
        'named/defaults.sh': 'export IS_SANDBOX=1\n',
        'named/go.sh': library,
      },
      ['late/go.sh:1 none none', 'lib/go.sh:2 none none', 'named/go.sh:2 none none'],
    ],
    [
      'not where the export comes after the call',
      { 'lib.sh': library, 'a.sh': '#!/bin/bash\nsource ./lib.sh\ngo hi\nexport IS_SANDBOX=1\n' },
      ['lib.sh:2 none none'],
    ],
    [
      'not where someone else starts it, too',
      {
        'fix.sh': `#!/bin/bash\n${run}\n`,
        'package.json': '{"scripts":{"fix":"bash fix.sh"}}',
        '.github/workflows/a.yml': workflow('- run: bash fix.sh'),
      },
      ['fix.sh:2 none none'],
    ],
    [
      'not a job that only speaks of it',
      {
        'fix.sh': `#!/bin/bash\n${run}\n`,
        '.github/workflows/a.yml': workflow(
          '# bash fix.sh\n- run: |\n    chmod +x fix.sh\n    shellcheck fix.sh\n    echo "bash fix.sh"\n    git add fix.sh',
        ),
      },
      ['fix.sh:2 none none'],
    ],
    [
      'not a job that waits for it, or a file that is no program',
      {
        'fix.sh': `#!/bin/bash\n${run}\n`,
        '.tmux.conf': `bind y send-keys '${run}'\n`,
        '.github/workflows/a.yml':
          'on:\n  push:\n    paths:\n      - fix.sh\n      - .tmux.conf\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n',
      },
      ['.tmux.conf:1 none none', 'fix.sh:2 none none'],
    ],
    [
      'not one of the same name elsewhere',
      {
        'fix.sh': 'true\n',
        'web/fix.sh': `#!/bin/bash\n${run}\n`,
        '.github/workflows/a.yml': workflow('- run: bash ./fix.sh'),
      },
      ['web/fix.sh:2 none none'],
    ],
    [
      'settings in a folder that an image copies',
      {
        'claude-home/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
        Dockerfile: 'FROM node\nCOPY claude-home/ /root/.claude/\n',
      },
      ['claude-home/settings.json:1 none container'],
    ],
    [
      'not settings that an agent reads where they lie, or that are copied with everything',
      {
        'app/.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
        'home/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
        Dockerfile: 'FROM node\nCOPY app/ /app/\nCOPY . /src/\n',
      },
      ['app/.claude/settings.json:1 none none', 'home/settings.json:1 none none'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await placesIn(files)).toEqual(expected);
  });
});

/** Each place: where, and whose prompts. */
async function agentsIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = treeOf(files);
  const { document } = await scan([root]);
  rmSync(root, { recursive: true, force: true });
  return document.occurrences.map(
    ({ path, line, agent }: Record<string, string>) => `${path}:${line} ${agent}`,
  );
}

describe('programs whose agent another file names', () => {
  const options = 'args = ["-p"]\nargs.append("--force")\n';

  it.each<Case>([
    [
      'a module above that is imported',
      {
        'src/agents/cursor.rs':
          'use crate::config::BIN;\nfn build() -> Vec<String> {\n    let mut args = vec!["-p"];\n    args.push("--force");\n    args\n}\n',
        'src/config.rs': 'pub const BIN: &str = "cursor-agent";\n',
      },
      ['src/agents/cursor.rs:4 cursor'],
    ],
    [
      'a module beside it',
      { 'lib/cursor.py': `from .names import BIN\n${options}`, 'lib/names.py': 'BIN = "cursor-agent"\n' },
      ['lib/cursor.py:3 cursor'],
    ],
    [
      'not one that says nothing of the agent',
      { 'lib/cursor.py': `from .db import connect\n${options}`, 'lib/db.py': 'NAME = "postgres"\n' },
      [],
    ],
    [
      'not one that is not imported',
      { 'lib/cursor.py': `from .db import connect\n${options}`, 'lib/names.py': 'BIN = "cursor-agent"\n' },
      [],
    ],
    [
      'not a file that is called after something else',
      { 'lib/push.py': `from .names import BIN\n${options}`, 'lib/names.py': 'BIN = "cursor-agent"\n' },
      [],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await agentsIn(files)).toEqual(expected);
  });
});
