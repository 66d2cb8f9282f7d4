import type { Call } from '../call.ts';
import { joinedFields, plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { around, silent } from './entries.ts';

/** For options of which some take several words: what it starts is the first word that names a program. */
const startsKnown: Act = (call) => {
  const words = call.argv.slice(1);
  const dashes = words.findIndex(({ text }) => text === '--');
  if (dashes !== -1) return call.run(words.slice(dashes + 1));
  const at = words.findIndex(({ text }) => !text.startsWith('-') && call.machine.knows(text));
  return at === -1 ? unknownStream : call.run(words.slice(at));
};

const startingKnown: Program = { dashes: 'none', act: startsKnown };

/** `exec` and the like start another program, the other subcommands only ask. */
function subcommand(names: string, program: Program): Program {
  return {
    stopsAtOperand: true,
    subcommands: Object.fromEntries(names.split(' ').map((name) => [name, program])),
    otherwise: silent,
  };
}

/** The architecture may be left out: https://man7.org/linux/man-pages/man8/setarch.8.html */
const setsArchitecture: Act = (call) => {
  const [first, ...others] = call.arguments.rest;
  const rest = first && call.machine.knows(first.text) ? call.arguments.rest : others;
  const program = rest.findIndex(({ text }) => !text.startsWith('-'));
  return program === -1 ? unknownStream : call.run(rest.slice(program));
};

const startsDaemon: Act = (call) => {
  const program = call.value('-x') ?? call.value('-a');
  return program && call.has('-S') ? call.run([program, ...call.operands]) : unknownStream;
};

/** Each operand is a command line of its own. */
const runsEach: Act = (call) => {
  for (const command of call.operands) call.runSource(command);
  return unknownStream;
};

const runsLine = (call: Call): Stream => call.runSource(joinedFields(call.arguments.rest));

/** Watches files, and starts the program when one changes. http://eradman.com/entrproject/ */
const onChange: Act = (call) => (call.has('-s') ? runsLine(call) : call.run(call.arguments.rest));

const expects: Act = (call) => {
  for (const { text } of call.values('-c'))
    for (const [, command = ''] of text.matchAll(/(?:^|[;\n{])\s*(?:spawn|system|exec)\s+([^;\n}]+)/g))
      call.runSource(plainField(command));
  const [file] = call.operands;
  if (file) call.emit('execute', call.resolve(file), { zone: call.zone(file) });
  return unknownStream;
};

const logs: Act = (call) => {
  const [file, ...command] = call.arguments.rest;
  if (file && file.text !== '-') call.write(file);
  return call.run(command);
};

/** Programs that start another in other surroundings: with limits, in a sandbox, with variables, on other processors. */
export const launchers: Programs = {
  'nohup chronic ionice-less catchsegv dbus-run-session dbus-launch rtk eatmydata heaptrack tini dumb-init linux32 linux64 busybox toybox shx s6-setsid':
    around(),
  'ld.so ld-linux.so.2 ld-linux-x86-64.so.2 ld-linux-aarch64.so.1 ld-linux-armhf.so.3 ld-musl-x86_64.so.1 ld-musl-aarch64.so.1':
    around({
      '--library-path --preload --audit --argv0 --inhibit-rpath --glibc-hwcaps-prepend': 'value',
      '--list --verify --list-tunables --list-diagnostics --help --version': 'harmless',
    }),
  setsid: around({ '-c|--ctty -f|--fork -w|--wait': 'flag' }),
  'time gtime': around({ '-f|--format -o|--output': 'value', '-p -v -a -q -l -h': 'flag' }),
  unbuffer: around({ '-p': 'flag' }),
  caffeinate: around({ '-t -w': 'value', '-d -i -m -s -u': 'flag' }),
  fakeroot: around({ '-l|--lib --faked -s -i -b': 'value', '-u -v': 'flag' }),
  'proxychains proxychains4': around({ '-f': 'value', '-q': 'flag' }),
  'torsocks torify': around({ '-u -p -a -P': 'value', '-i -d -q': 'flag' }),
  rlwrap: around({
    '-f -H -s -p -C -b -q -S -l -z -t -O -D -I': 'value',
    '-a -A -c -i -n -N -r -R -v': 'flag',
  }),
  'xvfb-run': around({
    '-n -e -f -l -p -s --server-num --server-args --error-file --auth-file': 'value',
    '-a -w': 'flag',
  }),
  winpty: around({ '-X': 'value' }),
  ltrace: around({ '-o -e -p -s -u -n -a -A -D -F -l -x': 'value' }),
  'timeout gtimeout': around({ '-s|--signal -k|--kill-after': 'value' }, 1),
  timelimit: around({ '-t -T -s -S': 'value' }),
  retry: around({ '-d|--delay -t|--times -m|--max -b|--backoff': 'value' }),
  nice: around({ '-n|--adjustment': 'value' }),
  ionice: around({ '-c|--class -n|--classdata -p|--pid -P -u': 'value', '-t': 'flag' }),
  stdbuf: around({ '-i|--input -o|--output -e|--error': 'value' }),
  taskset: around({ '-c|--cpu-list -a -p': 'flag' }, 1),
  chrt: around({ '-T -P -D': 'value', '-f -r -o -b -i -d -a -m -p -v': 'flag' }, 1),
  numactl: around({
    '-N -m -C -i -p --cpunodebind --membind --physcpubind --interleave --preferred': 'value',
  }),
  'strace dtruss': around({ '-o|--output -e -p -s -u -P -E -a -I -O -S -X -b': 'value' }),
  unshare: around({ '-S|--setuid -G|--setgid -R|--root -w|--wd --propagation --setgroups': 'value' }),
  nsenter: around({ '-t|--target -S|--setuid -G|--setgid': 'value' }),
  setpriv: around({
    '--reuid --regid --groups --securebits --inh-caps --ambient-caps --bounding-set --pdeathsig --selinux-label --apparmor-profile':
      'value',
  }),
  chroot: around({ '--userspec --groups': 'value' }, 1),
  arch: around({ '-arch --arch -d -e': 'value' }),
  setarch: { stopsAtOperand: true, act: setsArchitecture },
  cpulimit: around({ '-l|--limit -p|--pid -e|--exe -P|--path -c|--cpu': 'value' }),
  prlimit: around({ '-p|--pid -o|--output': 'value' }),
  chpst: around({ '-u -U -e -/ -n -l -L -m -d -o -p -f -c': 'value' }),
  'envdir envuidgid setuidgid s6-setuidgid gosu su-exec faketime envchain': around({}, 1),
  runcon: around({ '-t|--type -u|--user -r|--role -l|--range': 'value' }, 1),
  cgexec: around({ '-g': 'value' }),
  'aa-exec': around({ '-p|--profile -n|--namespace': 'value' }),
  'firejail flatpak-spawn': around(),
  valgrind: around(),
  mpirun: around({ '-n -np -c -N -H|--host -hostfile|--hostfile -x -wdir --map-by --bind-to': 'value' }),
  srun: around({ '-n -N -c -p -t -J -A -w -G --mem --gres --time --partition --job-name': 'value' }),
  sshpass: around({ '-p -f -d -P': 'value' }),
  dotenv: around({ '-e -f -v': 'value' }),
  'env-cmd': around({ '-f|--file -e|--environments -r': 'value' }),
  'cross-env': { stopsAtOperand: true, act: (call) => call.run([plainField('env'), ...call.arguments.rest]) },
  'cross-env-shell': { stopsAtOperand: true, act: (call) => runsLine(call) },
  'systemd-run': {
    options: {
      '--unit|-u -p|--property --slice --uid --gid --setenv -E --working-directory --description --service-type -M|--machine -H|--host --nice --timer-property --path-property --socket-property --on-calendar --on-active --on-boot --on-startup --on-unit-active --on-unit-inactive':
        'value',
      '--user --scope --wait --pty -t -P|--pipe -q -d -r -G -S --on-clock-change --on-timezone-change':
        'flag',
    },
    stopsAtOperand: true,
    act: (call) => {
      const timer = call.arguments.options.find(({ name }) => /^--(?:on-|timer-|path-|socket-)/.test(name));
      if (timer) call.emit('persist', `systemd-run ${timer.name}`, { zone: 'persistence' });
      return call.run(call.arguments.rest);
    },
  },
  bwrap: startingKnown,
  'toolbox distrobox machinectl': startingKnown,
  direnv: subcommand('exec', around({}, 1)),
  perf: subcommand(
    'stat record trace',
    around({ '-e|--event -o|--output -F|--freq -C|--cpu -p|--pid -r|--repeat': 'value' }),
  ),
  rr: subcommand('record', around()),
  'dotenvx foreman honcho': subcommand('run', around({ '-f|--env-file -e|--env': 'value' })),
  pueue: subcommand('add', {
    stopsAtOperand: true,
    options: { '-g -a -d -l -w -o': 'value' },
    act: (call) => runsLine(call),
  }),
  'start-stop-daemon': {
    options: {
      '-S|--start': 'flag',
      '-x|--exec': 'value',
      '-a|--startas': 'value',
      '-p|--pidfile -n|--name -u|--user -c|--chuid -g|--group -s|--signal -d|--chdir -r|--chroot -N -I -P -k -R|--retry -O|--output':
        'value',
    },
    act: startsDaemon,
  },
  logsave: { options: { '-a -s -v': 'flag' }, stopsAtOperand: true, act: logs },
  entr: { options: { '-a -c -d -n -p -r -s -z -x': 'flag' }, stopsAtOperand: true, act: onChange },
  'watchexec reflex': around({
    '-e|--exts -w|--watch -i|--ignore -f|--filter -d|--debounce -s|--signal --shell -R|--regex -r -g|--glob':
      'value',
  }),
  hyperfine: {
    options: {
      '-p|--prepare -c|--cleanup -s|--setup -C|--conclude': 'command',
      '-w|--warmup -r|--runs -m|--min-runs -M|--max-runs -n|--command-name -S|--shell --export-json --export-markdown --export-csv -P -D -L --style --output --input --time-unit -u':
        'value',
    },
    act: runsEach,
  },
  concurrently: {
    options: { '-n|--names -c|--prefix-colors -p|--prefix -s|--success': 'value' },
    act: runsEach,
  },
  sg: {
    stopsAtOperand: true,
    act: (call) => {
      const [, ...words] = call.arguments.rest;
      return call.runSource(joinedFields(words.filter(({ text }) => text !== '-c')));
    },
  },
  capsh: {
    dashes: 'none',
    act: (call) => {
      const at = call.argv.findIndex(({ text }) => text === '--' || text === '==');
      return at === -1 ? unknownStream : call.run([plainField('bash'), ...call.argv.slice(at + 1)]);
    },
  },
  expect: { options: { '-c': 'value', '-f': 'execute' }, stopsAtOperand: true, act: expects },
};
