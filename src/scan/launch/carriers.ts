import { around, type Carrier, strings } from './carrier.ts';
import { containerCarriers } from './container-carriers.ts';
import { entryCarriers } from './entry-carriers.ts';

const shell: Carrier = {
  options: { '-c --command --init-command': 'value', '-o -O --rcfile --init-file': 'value' },
  scripts: ['-c', '--command', '--init-command'],
  stopsAtOperand: true,
  onlyScripts: true,
};

const elsewhere = { clears: true, readsScript: true } as const;

const terminal: Carrier = {
  options: {
    '-e -x --hold --wait --new-window --maximize --full-screen -q': 'flag',
    '--title -T -t --class --name --geometry --working-directory -d --directory --window --tab --profile --command --config -o -f --type --cwd --workspace --app-id -p -w --size --match --location --copy-env --env':
      'value',
  },
  scripts: ['--command'],
  stopsAtOperand: true,
  readsScript: true,
};

/** https://man.openbsd.org/tmux.1: the words after the options are one command, or a string for the shell. */
const pane: Carrier = {
  options: {
    '-c -e -F -f -n -s -t -x -y -l -T -b -S -h -w': 'value',
    '-A -d -D -E -P -X -a -k -Z -I -v -f -r -B -C': 'flag',
  },
  stopsAtOperand: true,
  sets: ['-e'],
  readsScript: true,
};

/** For `tmux split-window`, whose `-h` and `-b` take no value. */
const split: Carrier = {
  ...pane,
  options: { '-c -e -F -l -t -p': 'value', '-b -d -f -h -v -I -P -Z': 'flag' },
};

const keys: Carrier = {
  options: { '-t -N -c': 'value', '-l -H -M -R -X -K -F': 'flag' },
  stopsAtOperand: true,
  readsScript: true,
};

const tmux: Readonly<Record<string, Carrier>> = {
  'new new-session neww new-window': pane,
  'splitw split-window respawnp respawn-pane respawnw respawn-window': split,
  'send send-keys': keys,
  'run run-shell if if-shell display-popup popup confirm confirm-before': strings({
    '-t -c -d -h -w -x -y -p -b -e': 'value',
    '-E -C -B -F': 'flag',
  }),
};
const boundKey: Carrier = {
  options: { '-T -N -t': 'value', '-n -r -g': 'flag' },
  stopsAtOperand: true,
  skips: 1,
  subcommands: tmux,
};

/** https://docs.npmjs.com/cli/commands/npx */
const packageRun = around({
  '-p|--package -c|--call --node-arg --shell --registry -w --workspace': 'value',
  '-y|--yes -q --quiet --no --no-install --ignore-existing --prefer-offline --bun --silent -s': 'flag',
});
const packageManager: Carrier = {
  options: { '-C --dir --prefix --filter -w --cwd': 'value', '-s --silent -r': 'flag' },
  stopsAtOperand: true,
  subcommands: { 'dlx exec x': packageRun },
};

const underNames: Readonly<Record<string, Carrier>> = {
  'sudo doas gsudo': {
    options: {
      '-u|--user -g|--group -p|--prompt -h|--host -C|--close-from -r|--role -t|--type -T|--command-timeout -U|--other-user -R|--chroot -D|--chdir -a --auth-type':
        'value',
      '-E|--preserve-env': 'flag',
      '-n -H -S -i|--login -s|--shell -b -A -P -k -K -l -v --non-interactive --set-home --stdin': 'flag',
    },
    stopsAtOperand: true,
    assigns: true,
    clears: true,
    keeps: ['-E'],
  },
  'su runuser': {
    options: {
      '-c|--command|--session-command': 'value',
      '-s|--shell -g|--group -G|--supp-group -u|--user -w|--whitelist-environment': 'value',
      '-l|--login': 'flag',
      '-m|--preserve-environment|-p -f -P|--pty': 'flag',
    },
    scripts: ['-c'],
    onlyScripts: true,
    dash: '-l',
    clears: ['-l'],
    keeps: ['-w'],
    marks: ['--'],
  },
  // https://cli.github.com/manual/gh_copilot
  gh: { stopsAtOperand: true },
  pkexec: { options: { '--user': 'value' }, stopsAtOperand: true, clears: true },
  'env genv': {
    options: {
      '-u|--unset -C|--chdir': 'value',
      '-S|--split-string': 'value',
      '-i|--ignore-environment -0 --null -v --debug': 'flag',
    },
    stopsAtOperand: true,
    assigns: true,
    dash: '-i',
    clears: ['-i'],
    unsets: ['-u'],
    scripts: ['-S'],
  },
  exec: {
    options: { '-a': 'value', '-c -l': 'flag' },
    stopsAtOperand: true,
    clears: ['-c'],
  },
  'command builtin noglob nocorrect then do else elif if while until ! { ( spawn and or not begin': around({
    '-p': 'flag',
  }),
  'nohup setsid time unbuffer chronic caffeinate catchsegv fakeroot proxychains proxychains4 torsocks torify rlwrap exec-and-forget dbus-run-session xvfb-run winpty ltrace busybox toybox with-env':
    around({ '-f|--format -o|--output -w -t': 'value' }),
  'timeout gtimeout': around({ '-s|--signal -k|--kill-after': 'value' }, 1),
  nice: around({ '-n|--adjustment': 'value' }),
  ionice: around({ '-c -n -p': 'value' }),
  stdbuf: around({ '-i -o -e --input --output --error': 'value' }),
  'taskset chrt': around({ '-c -p': 'value' }, 1),
  numactl: around(),
  'strace dtruss': around({ '-o -e -p -s -u -P -E': 'value' }),
  'unshare nsenter': around({ '-t|--target -S -G -R -w --root': 'value' }),
  arch: around({ '-arch': 'value' }),
  'xargs gxargs': around({
    '-I -n -L -P -s -d -E -a --max-args --max-procs --delimiter --arg-file --replace': 'value',
  }),
  'find gfind fd fdfind': {
    dashes: 'none',
    marks: ['-exec', '-execdir', '-ok', '-okdir', '-x', '-X', '--exec'],
  },
  parallel: strings({ '-j|--jobs -N -n -a --colsep -I --joblog --timeout --delay --retries': 'value' }),
  watch: strings({ '-n|--interval': 'value' }),
  flock: {
    ...around({ '-c|--command -w --timeout -E': 'value' }, 1),
    scripts: ['-c'],
  },
  script: {
    ...around({ '-c|--command -t -o -I -O -B -T -E -m': 'value' }, 1),
    scripts: ['-c'],
  },
  'systemd-run': {
    options: {
      '-u|--unit -p|--property --slice --uid --gid --description --on-calendar --on-active --on-boot --on-unit-active -M|--machine -H|--host --working-directory --nice --service-type --timer-property':
        'value',
      '-E|--setenv': 'value',
      '--user --scope --wait --pty -t -P|--pipe -q --collect -G -d --same-dir --shell -S --no-block -r':
        'flag',
    },
    stopsAtOperand: true,
    clears: true,
    keeps: ['--scope'],
    sets: ['-E'],
  },
  'systemd-inhibit': around({ '--what --who --why --mode': 'value' }),
  'ssh autossh mosh et': {
    options: {
      '-i -p -l -o -F -J -L -R -D -w -W -b -c -e|-E -I -m -O -Q -S -B -M --ssh --port': 'value',
      '-N -f -T -t -v -q -A -X -Y -C -n -4 -6 -g -K -k': 'flag',
    },
    stopsAtOperand: true,
    skips: 1,
    ...elsewhere,
  },
  sshpass: around({ '-p -f -d -P': 'value' }),
  'bash sh zsh dash ksh ash mksh rbash fish xonsh csh tcsh nu': shell,
  'eval source . trap expect': strings({ '-c': 'value' }),
  'powershell pwsh powershell.exe cmd cmd.exe': {
    ...shell,
    options: {
      '-e -Command -c /c /C /k /K -EncodedCommand': 'flag',
      '-l -ExecutionPolicy -ep -WorkingDirectory -wd -File -f': 'value',
      '-NoProfile -NoExit -NonInteractive -NoLogo -nop -noni -Login': 'flag',
    },
    dashes: 'single',
    scripts: [],
  },
  'wsl wsl.exe': {
    options: {
      '-d|--distribution -u|--user --cd --distribution-id --shell-type': 'value',
      '-e|--exec --system': 'flag',
    },
    stopsAtOperand: true,
    ...elsewhere,
  },
  'start start-process Start-Process call': around(),
  tmux: {
    options: { '-S -L -f -T -c': 'value', '-2 -u -v -C -l -D -N -q': 'flag' },
    stopsAtOperand: true,
    subcommands: { ...tmux, 'bind bind-key set-hook': boundKey },
  },
  byobu: { stopsAtOperand: true, subcommands: tmux },
  screen: {
    options: { '-S -t -c -e -h -L -p -s -T -X': 'value', '-d -m -D -R -r -x -q -A -i -U': 'flag' },
    stopsAtOperand: true,
    readsScript: true,
  },
  'zellij abduco dtach': {
    options: { '-s|--session -l|--layout -c|--config --cwd -n|--name -d|--direction': 'value' },
    readsScript: true,
    marks: ['--'],
  },
  'gnome-terminal xterm konsole kitty kitten alacritty wezterm ghostty foot footclient st urxvt terminator tilix xfce4-terminal x-terminal-emulator wt wt.exe launch overlay kgx':
    terminal,
  'npx bunx pnpx': packageRun,
  'pnpm yarn npm bun': packageManager,
  'uvx pipx uv': around({ '--from --with -p|--python --index-url': 'value' }),
  deno: around(),
  'mise rtx asdf': {
    options: { '-C': 'value' },
    marks: ['--'],
    subcommands: { 'exec x': { ...around(), marks: ['--'] } },
  },
  direnv: { subcommands: { exec: around({}, 1) } },
  'op doppler infisical dotenv dotenvx chamber teller envchain cross-env bw phase varlock fnox sops': {
    options: { '-e -f -c -p --env --project --config': 'value' },
    assigns: true,
    marks: ['--'],
    readsScript: true,
  },
  'aws-vault': { subcommands: { exec: around({ '-d|--duration': 'value' }, 1) }, marks: ['--'] },
  'nix-shell': {
    options: { '--run --command': 'value', '-p -I -A --arg --attr': 'value', '--pure': 'flag' },
    scripts: ['--run', '--command'],
    clears: ['--pure'],
  },
  nix: {
    stopsAtOperand: true,
    subcommands: {
      'run shell develop': {
        options: { '-c|--command': 'flag', '-i|--ignore-environment': 'flag', '-k|--keep --impure': 'value' },
        clears: ['-i'],
        marks: ['-c', '--command', '--'],
        stopsAtOperand: true,
      },
    },
  },
  'concurrently npm-run-all run-p run-s': strings({
    '-n|--names -c --prefix-colors -p --max-processes': 'value',
  }),
  'exec-once exec-shutdown': strings(),
  retry: around({ '-t -d -n --times --delay --max-tries': 'value' }),
};

/** Every program that runs another one, by name. */
export const carriers: ReadonlyMap<string, Carrier> = new Map(
  [underNames, entryCarriers, containerCarriers].flatMap((registry) =>
    Object.entries(registry).flatMap(([names, carrier]) =>
      names.split(' ').map((name) => [name, carrier] as const),
    ),
  ),
);

/** The entry of a map whose keys hold several names. */
export function namedIn(
  map: Readonly<Record<string, Carrier>>,
  name: string | undefined,
): Carrier | undefined {
  if (name === undefined) return undefined;
  return Object.entries(map).find(([names]) => names.split(' ').includes(name))?.[1];
}
