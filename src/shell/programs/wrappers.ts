import type { Call } from '../call.ts';
import { runByEnvironment } from '../environment.ts';
import { type Field, joinedFields, plainField, shellQuoted } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { type Stream, textStream, unknownStream } from '../stream.ts';
import { usesFiles } from './credentials-used.ts';

function assignmentsIn(call: Call, fields: readonly Field[]): readonly Field[] {
  let index = 0;
  for (const field of fields) {
    const equals = field.text.indexOf('=');
    if (equals <= 0 || !/^\w+$/.test(field.text.slice(0, equals))) break;
    const value = { ...field, text: field.text.slice(equals + 1) };
    call.scope.variables.set(field.text.slice(0, equals), { fields: [value], origins: field.origins });
    index += 1;
  }
  for (const { text } of fields.slice(0, index))
    runByEnvironment(text.slice(0, text.indexOf('=')), call.scope, call.machine);
  return fields.slice(index);
}

/** A shell of another user takes what it is fed. */
function runsLogin(call: Call, user: string): Stream {
  return call.isFed ? call.run([plainField('sh')], { user }) : unknownStream;
}

const asOtherUser: Act = (call) => {
  const user = call.value('-u')?.text ?? 'root';
  const rest = assignmentsIn(call, call.arguments.rest);
  if (['-l', '-v', '-k', '-K'].some((option) => call.has(option)) && rest.length === 0) return unknownStream;
  call.emit('escalate', user);
  if (rest.length === 0) return call.has('-s') || call.has('-i') ? runsLogin(call, user) : unknownStream;
  if (call.has('-e')) return call.run([plainField('sudoedit'), ...rest], { user });
  const folder = call.value('-D');
  return call.run(rest, { user, ...(folder && { cwd: call.resolve(folder) }) });
};

const switchesUser: Act = (call) => {
  const command = call.value('-c');
  const named = call.value('-u')?.text;
  const user = named ?? call.operands.find(({ text }) => text !== '-')?.text ?? 'root';
  call.emit('escalate', user);
  if (command) return call.runSource(command, { user });
  return named === undefined ? runsLogin(call, user) : call.run(call.operands, { user });
};

const withEnvironment: Act = (call) => {
  const folder = call.value('-C');
  if (folder) call.scope.cwd = call.resolve(folder);
  const split = call.value('-S');
  const [first, ...others] = call.arguments.rest;
  const given = first?.text === '-' ? others : call.arguments.rest;
  if (split) return call.runSource(joinedFields([plainField('env'), split, ...given.map(shellQuoted)]));
  const rest = assignmentsIn(call, given);
  if (rest.length > 0) return call.run(rest, { variables: call.scope.variables });
  return call.printsEnvironment();
};

const overSsh: Act = (call) => {
  const [target, ...command] = call.arguments.rest;
  for (const option of call.values('-o')) {
    const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/i.exec(option.text)?.[1];
    if (command) call.runSource(plainField(command));
  }
  if (!target) return unknownStream;
  usesFiles(call, call.values('-i'));
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
  return call.runHere(call.arguments.rest);
};

const watches: Act = (call) =>
  call.has('-x') ? call.run(call.arguments.rest) : call.runSource(joinedFields(call.arguments.rest));

const shellOption =
  (option: string): Act =>
  (call) => {
    const command = call.value(option);
    return command ? call.runSource(command) : call.run(call.arguments.rest);
  };

/** What is typed goes to the program in the pane, whatever that is. https://man.openbsd.org/tmux.1 */
const inTerminal: Act = (call) => {
  const [verb, ...rest] = call.operands;
  const words = call.argv.slice(1).map(({ text }) => text);
  const pane = words[words.indexOf('-t') + 1];
  const isElsewhere = words.includes('-t') && pane !== undefined;
  if (isElsewhere && words.some((word) => /^kill-(?:window|session|pane)$/.test(word)))
    call.emit('delete', `process of tmux ${pane}`);
  if (isElsewhere && words.some((word) => /^(?:send-keys|send|paste-buffer|pasteb)$/.test(word)))
    call.emit('execute', `terminal ${pane}`);
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
      '-D|--chdir': 'value',
      '-g|--group -p|--prompt -h|--host -C|--close-from -r|--role -t|--type -T|--command-timeout -U|--other-user -R|--chroot':
        'value',
      '-e|--edit': 'flag',
      '-i|--login -s|--shell': 'flag',
      '-l|--list -v|--validate -k|--reset-timestamp -K|--remove-timestamp': 'flag',
      '-n|--non-interactive -E|--preserve-env -H|--set-home -S|--stdin -b|--background -A|--askpass -P|--preserve-groups -B|--bell -N|--no-update':
        'flag',
    },
    stopsAtOperand: true,
    act: asOtherUser,
  },
  su: {
    options: { '-c|--command': 'value', '-s|--shell -g -G': 'value', '-l|--login -m -p': 'flag' },
    act: switchesUser,
  },
  runuser: {
    options: {
      '-c|--command': 'value',
      '-u|--user': 'value',
      '-s|--shell -g|--group -G|--supp-group -w|--whitelist-environment': 'value',
      '-l|--login -m -p -f -P': 'flag',
    },
    stopsAtOperand: true,
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
      '-P -a|--argv0': 'value',
      '-i|--ignore-environment -0|--null -v|--debug': 'flag',
    },
    stopsAtOperand: true,
    act: withEnvironment,
  },
  printenv: { act: (call) => call.printsEnvironment() },
  exec: { options: { '-a': 'value', '-c -l': 'flag' }, stopsAtOperand: true, act: executes },
  builtin: { stopsAtOperand: true, leavesFolder: true, act: commandBuiltin },
  command: {
    options: { '-v -V -p': 'flag' },
    stopsAtOperand: true,
    leavesFolder: true,
    act: commandBuiltin,
  },
  watch: {
    options: { '-n --interval': 'value', '-x|--exec': 'flag', '-d -t -g -c -b': 'flag' },
    stopsAtOperand: true,
    act: watches,
  },
  'ssh autossh mosh': {
    options: {
      '-i -p -l -o -F -J -L -R -D -w -W -b -c -e|-E -I -m -O -S -B': 'value',
      '-G -V -Q': 'harmless',
      '-N -f -T -t -v -q -A -X -Y -C -n -4 -6 -g -K -k -M': 'flag',
    },
    stopsAtOperand: true,
    act: overSsh,
  },
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
  tmux: { options: { '-S -L -f -t -s -n -c -d': 'flag' }, act: inTerminal },
  screen: {
    options: {
      '-S|-dmS|-mdS|-dmsS': 'value',
      '-X': 'flag',
      '-c -e -h -p -s -t -T': 'value',
      '-d -m -r -x -D -R -dm -A -l -ls -q': 'flag',
    },
    stopsAtOperand: true,
    act: (call) => (call.has('-X') ? inTerminal(call) : call.run(call.arguments.rest)),
  },
};
