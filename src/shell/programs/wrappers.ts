import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { emptyStream, type Stream, textStream, unknownStream } from '../stream.ts';

/** Runs what follows its own options. */
function around(options: Readonly<Record<string, OptionMeaning>> = {}, skip = 0): Program {
  return { options, stopsAtOperand: true, act: (call) => call.run(call.arguments.rest.slice(skip)) };
}

function assignmentsIn(call: Call, fields: readonly Field[]): readonly Field[] {
  let index = 0;
  for (const field of fields) {
    const equals = field.text.indexOf('=');
    if (equals <= 0 || !/^\w+$/.test(field.text.slice(0, equals))) break;
    const value = { ...field, text: field.text.slice(equals + 1) };
    call.scope.variables.set(field.text.slice(0, equals), { fields: [value], origins: field.origins });
    index += 1;
  }
  return fields.slice(index);
}

const asOtherUser: Act = (call) => {
  const user = call.value('-u')?.text ?? 'root';
  const rest = assignmentsIn(call, call.arguments.rest);
  if (['-l', '-v', '-k', '-K'].some((option) => call.has(option)) && rest.length === 0) return unknownStream;
  call.emit('escalate', user);
  if (rest.length === 0) return unknownStream;
  return call.run(rest, { user });
};

const switchesUser: Act = (call) => {
  const command = call.value('-c');
  const user = call.operands.find(({ text }) => text !== '-')?.text ?? 'root';
  call.emit('escalate', user);
  return command ? call.runSource(command, { user }) : unknownStream;
};

const withEnvironment: Act = (call) => {
  const folder = call.value('-C');
  if (folder) call.scope.cwd = call.resolve(folder);
  const split = call.value('-S');
  if (split) return call.runSource(split);
  const rest = assignmentsIn(call, call.arguments.rest);
  if (rest.length > 0) return call.run(rest, { variables: call.scope.variables });
  return call.printsEnvironment();
};

/** Appends words from standard input; with a pipe that is known, those words. */
const xargs: Act = (call) => {
  const { rest } = call.arguments;
  const given = wordsOf(call.stdin, call.has('-0'));
  const place = call.value('-I')?.text ?? (call.has('-i') ? '{}' : undefined);
  const command = rest.length > 0 ? rest : [plainField('echo')];
  const unknownWord: Field = { text: '$stdin', dynamic: true, glob: false, origins: call.stdin.origins };
  const words = given ?? [unknownWord];
  if (place === undefined) return call.run([...command, ...words], { stdin: emptyStream });
  const streams = words.slice(0, 20).map((word) =>
    call.run(
      command.map((field) => replaced(field, place, word)),
      { stdin: emptyStream },
    ),
  );
  return { origins: streams.flatMap(({ origins }) => origins) };
};

function wordsOf(stdin: Stream, isNull: boolean): readonly Field[] | undefined {
  if (stdin.text === undefined || stdin.text === '') return undefined;
  const words = stdin.text.split(isNull ? '\0' : /\s+/).filter((word) => word !== '');
  return words.slice(0, 100).map((word) => plainField(word.replace(/^(["'])(.*)\1$/, '$2'), stdin.origins));
}

function replaced(field: Field, place: string, word: Field): Field {
  if (place === '' || !field.text.includes(place)) return field;
  return {
    text: field.text.replaceAll(place, () => word.text),
    dynamic: field.dynamic || word.dynamic,
    glob: false,
    origins: [...new Set([...field.origins, ...word.origins])],
  };
}

const finds: Act = (call) => {
  const fields = call.argv.slice(1);
  const firstTest = fields.findIndex(({ text }) => /^[-(!]/.test(text) && !/^-[HLP]$|^-[OD]/.test(text));
  const roots = fields
    .slice(0, firstTest === -1 ? fields.length : firstTest)
    .filter(({ text }) => !text.startsWith('-'));
  const tests = firstTest === -1 ? [] : fields.slice(firstTest);
  const places = roots.length > 0 ? roots : [plainField('.')];
  return findActions(call, places, tests);
};

const testsWithValue =
  /^-(?:name|iname|path|ipath|wholename|regex|iregex|type|xtype|newer\w*|[acm]time|[acm]min|size|perm|user|group|uid|gid|maxdepth|mindepth|printf|fstype|inum|links|lname|ilname|samefile|used|context|regextype)$/;

function findActions(call: Call, places: readonly Field[], tests: readonly Field[]): Stream {
  const bounded = tests.some(({ text }) =>
    /^-(?:i?name|i?path|i?regex|[acm]time|[acm]min|size|newer|empty|perm|user)/.test(text),
  );
  for (let at = 0; at < tests.length; at += 1) {
    const test = tests[at]?.text ?? '';
    if (testsWithValue.test(test)) at += 1;
    else if (test === '-delete') {
      const names = namesFound(tests);
      for (const place of places) {
        if (names.length > 0) for (const name of names) call.delete(below(place, name));
        else call.delete(place, { traits: bounded ? ['recursive'] : ['recursive', 'forced'] });
      }
    } else if (/^-(?:fprint0?|fprintf|fls)$/.test(test)) {
      const file = tests[at + 1];
      if (file) call.write(file);
      at += test === '-fprintf' ? 2 : 1;
    } else if (/^-(?:exec|execdir|ok|okdir)$/.test(test)) {
      const end = endOfCommand(tests, at + 1);
      const words = tests.slice(at + 1, end);
      const names = namesFound(tests.slice(0, at));
      const found = places.flatMap((place) => foundAt(place, names, bounded));
      for (const field of found) {
        call.run(
          words.map((word) => replaced(word, '{}', field)),
          { traits: ['recursive'] },
        );
      }
      at = end;
    }
  }
  return unknownStream;
}

/** What is looked for by its name or the end of its path, wherever it lies below a place. */
function namesFound(tests: readonly Field[]): readonly string[] {
  const isOneOf = tests.some(({ text }) => /^(?:!|-not|-o|-or)$/.test(text));
  const found = tests.flatMap(({ text }, at) => {
    const value = tests[at + 1]?.text ?? '';
    if (/^-i?name$/.test(text)) return [value];
    return /^-(?:i?path|wholename)$/.test(text) && value.startsWith('*/') ? [value.slice(2)] : [];
  });
  return isOneOf ? [] : found.slice(-1);
}

function below(place: Field, name: string): Field {
  return { ...place, text: `${place.text.replace(/\/$/, '')}/**/${name}`, glob: true };
}

/** Only the place is sure; which files below it is up to the tests. */
function foundAt(place: Field, names: readonly string[], bounded: boolean): readonly Field[] {
  if (names.length > 0) return names.map((name) => below(place, name));
  return [bounded ? { ...place, text: `${place.text.replace(/\/$/, '')}/*`, glob: true } : place];
}

function endOfCommand(tests: readonly Field[], from: number): number {
  const end = tests.findIndex(({ text }, index) => index >= from && (text === ';' || text === '+'));
  return end === -1 ? tests.length : end;
}

const overSsh: Act = (call) => {
  const [target, ...command] = call.arguments.rest;
  for (const option of call.values('-o')) {
    const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/i.exec(option.text)?.[1];
    if (command) call.runSource(plainField(command));
  }
  if (!target) return unknownStream;
  const isForwarding = ['-L', '-R', '-D', '-w'].some((option) => call.has(option));
  const isPiped = call.stdin.origins.length > 0 || call.scope.pipedFrom !== undefined;
  const action = isPiped && command.length > 0 ? 'upload' : 'connect';
  call.network(action, target.text, { origins: call.stdin.origins });
  if (isForwarding) call.emit('configure', `tunnel ${target.text}`, {});
  if (command.length === 0) return { origins: ['from-network'] };
  const source = command.map(({ text }) => text).join(' ');
  call.runSource(plainField(source), { remote: target.text, cwd: '/' });
  return { origins: ['from-network'] };
};

const commandBuiltin: Act = (call) => {
  if (call.has('-v') || call.has('-V')) {
    const name = call.operands[0];
    return name ? textStream(`${name.text}\n`) : unknownStream;
  }
  return call.run(call.arguments.rest);
};

const watches: Act = (call) =>
  call.has('-x') ? call.run(call.arguments.rest) : call.runSource(joined(call.arguments.rest));

function joined(fields: readonly Field[]): Field {
  const origins = [...new Set(fields.flatMap((field) => field.origins))];
  return {
    text: fields.map(({ text }) => text).join(' '),
    dynamic: fields.some(({ dynamic }) => dynamic),
    glob: false,
    origins,
  };
}

const inParallel: Act = (call) => {
  const { rest } = call.arguments;
  const marker = rest.findIndex(({ text }) => /^:{3,4}\+?$/.test(text));
  if (marker === -1) return call.runSource(joined(rest));
  const command = joined(rest.slice(0, marker));
  for (const word of rest.slice(marker + 1, marker + 21)) {
    const has = command.text.includes('{}');
    call.runSource(has ? replaced(command, '{}', word) : joined([command, word]));
  }
  return unknownStream;
};

const shellOption =
  (option: string): Act =>
  (call) => {
    const command = call.value(option);
    return command ? call.runSource(command) : call.run(call.arguments.rest);
  };

const inTerminal: Act = (call) => {
  const [verb, ...rest] = call.operands;
  const starts =
    /^(?:new|new-session|neww|new-window|splitw|split-window|send-keys|send|respawn-pane|run-shell|run)$/;
  if (!verb || !starts.test(verb.text)) return unknownStream;
  const command = rest.filter(({ text }) => !/^(?:Enter|C-m|C-c)$/.test(text)).at(-1);
  return command && /\s/.test(command.text) ? call.runSource(command) : unknownStream;
};

const executes: Act = (call) => call.run(call.arguments.rest);

/** Programs that run other programs: the inner one is what counts. */
export const wrappers: Programs = {
  'sudo doas gsudo': {
    options: {
      '-u|--user': 'value',
      '-g|--group -p|--prompt -h|--host -C -r -t -T -U -R -D --chdir': 'value',
      '-l|--list -v|--validate -k -K': 'flag',
      '-n -E -H -S -i -s -b -A -P': 'flag',
    },
    stopsAtOperand: true,
    act: asOtherUser,
  },
  'su runuser': {
    options: { '-c|--command': 'value', '-s|--shell -g -G': 'value', '-l|--login -m -p': 'flag' },
    act: switchesUser,
  },
  pkexec: {
    options: { '--user': 'value' },
    stopsAtOperand: true,
    act: (call) => {
      call.emit('escalate', call.value('--user')?.text ?? 'root');
      return call.run(call.arguments.rest, { user: 'root' });
    },
  },
  'env genv': {
    options: {
      '-u|--unset': 'value',
      '-C|--chdir': 'value',
      '-S|--split-string': 'value',
      '-i --ignore-environment -0 --null -v -': 'flag',
    },
    stopsAtOperand: true,
    act: withEnvironment,
  },
  printenv: { act: (call) => call.printsEnvironment() },
  'nohup setsid time unbuffer chronic ionice-less caffeinate catchsegv fakeroot proxychains proxychains4 torsocks torify rlwrap dbus-run-session xvfb-run winpty rtk ltrace':
    around({ '-f|--format -o|--output': 'value' }),
  exec: { options: { '-a': 'value', '-c -l': 'flag' }, stopsAtOperand: true, act: executes },
  builtin: around(),
  command: { options: { '-v -V -p': 'flag' }, stopsAtOperand: true, act: commandBuiltin },
  'timeout gtimeout': around({ '-s|--signal -k|--kill-after': 'value' }, 1),
  nice: around({ '-n|--adjustment': 'value' }),
  ionice: around({ '-c -n -p': 'value' }),
  stdbuf: around({ '-i -o -e --input --output --error': 'value' }),
  'taskset chrt numactl': around({ '-c -p': 'value' }, 1),
  'strace dtruss': around({ '-o -e -p -s -u -P -E': 'value' }),
  'unshare nsenter setpriv': around({
    '-t|--target': 'value',
    '-m -u -i -n -p -U -r -f --mount-proc --fork': 'flag',
  }),
  chroot: around({ '--userspec --groups': 'value' }, 1),
  arch: around({ '-arch --arch': 'value' }),
  'xargs gxargs': {
    options: {
      '-I': 'value',
      '-i': 'flag',
      '-n -L -P -s -d -E -a --max-args --max-procs --delimiter --arg-file --replace': 'value',
      '-0|--null': 'flag',
      '-r -t -p -x --no-run-if-empty': 'flag',
    },
    stopsAtOperand: true,
    act: xargs,
  },
  'find gfind': { dashes: 'none', act: finds },
  parallel: {
    options: { '-j|--jobs -N -n -a --colsep -I --joblog': 'value' },
    stopsAtOperand: true,
    act: inParallel,
  },
  watch: {
    options: { '-n --interval': 'value', '-x|--exec': 'flag', '-d -t -g -c -b': 'flag' },
    stopsAtOperand: true,
    act: watches,
  },
  'ssh autossh mosh': {
    options: {
      '-i -p -l -o -F -J -L -R -D -w -W -b -c -e|-E -I -m -O -Q -S -B': 'value',
      '-N -f -T -t -v -q -A -X -Y -C -n -4 -6 -g -K -k -M': 'flag',
    },
    stopsAtOperand: true,
    act: overSsh,
  },
  sshpass: around({ '-p -f -d -P': 'value' }),
  'systemd-run': around({
    '--unit -p|--property --slice --uid --gid --setenv -E --on-calendar --on-active': 'value',
    '--user --scope --wait --pty -t -P|--pipe -q': 'flag',
  }),
  flock: {
    options: { '-c|--command -w --timeout -E': 'value' },
    stopsAtOperand: true,
    act: (call) => {
      const command = call.value('-c');
      return command ? call.runSource(command) : call.run(call.arguments.rest.slice(1));
    },
  },
  script: {
    options: { '-c|--command': 'value', '-q -a -f -e -r': 'flag', '-t': 'flag' },
    stopsAtOperand: true,
    act: (call) => {
      const command = call.value('-c');
      const [file] = call.operands;
      if (file) call.write(file);
      return command ? call.runSource(command) : call.run(call.arguments.rest.slice(1));
    },
  },
  'nix-shell': {
    options: { '--run|--command': 'value', '-p -I -A|--arg': 'value' },
    stopsAtOperand: true,
    act: shellOption('--run'),
  },
  'tmux screen': { options: { '-S -L -f -t -s -n -c -d': 'flag' }, act: inTerminal },
  busybox: around(),
  toybox: around(),
  dotenv: around({ '-e -f': 'value' }),
};
