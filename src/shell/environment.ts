import { Call } from './call.ts';
import { runCode } from './code.ts';
import { type Field, plainField } from './field.ts';
import type { Machine } from './machine.ts';
import { runFile } from './run-file.ts';
import { descriptorOf, type Scope } from './scope.ts';

/** What a variable makes other programs run; its name is the program of the effects. */
type Running = (call: Call, value: Field) => void;

function parts(value: Field, separator: RegExp): readonly Field[] {
  return value.text
    .split(separator)
    .filter((text) => text !== '')
    .map((text) => ({ ...value, text }));
}

/** Loaded into every program that starts. https://man7.org/linux/man-pages/man8/ld.so.8.html */
const library: Running = (call, value) => {
  for (const file of parts(value, /[ :]/)) {
    if (file.text.includes('/'))
      call.emit('execute', call.resolve(file), { zone: call.zone(file), origins: call.look(file).origins });
    else call.emit('execute', file.text);
  }
};

/** Where programs look for libraries and modules: a scratch folder there is one from which code is run. */
const folders: Running = (call, value) => {
  for (const folder of parts(value, /[:;]/)) {
    if (call.zone(folder) !== 'temporary') continue;
    call.emit('execute', call.resolve(folder), { zone: 'temporary', certainty: 'possible' });
  }
};

/** Runs what a text that a shell expands later substitutes: its output is not looked at. */
export function runSubstitutions(call: Call, value: Field): void {
  if (/\$\(|`/.test(value.text)) call.runSource({ ...value, text: `: "${value.text.replaceAll('"', '')}"` });
}

const script =
  (language: string): Running =>
  (call, value) => {
    if (value.text === '' || value.text === '/dev/null') return;
    if (/\$\(|`/.test(value.text)) runSubstitutions(call, value);
    else if (descriptorOf(value.text) === undefined) runFile(call, value, language);
    else call.run([plainField(language), value]);
  };

/** `ssh` with options is what connects anyway. */
function isPlainConnection(source: string): boolean {
  return (
    /^\s*(?:\S*\/)?(?:ssh|plink)(?:\.exe)?(?:\s|$)/.test(source) &&
    !/(?:Proxy|Local|KnownHosts)Command|[;&|`$]/i.test(source)
  );
}

/** Pagers, editors and connections. A path says that it is none of the programs that everyone has. */
const command: Running = (call, value) => {
  const source = { ...value, text: value.text.replace(/^\|{1,2}-?\s*/, '') };
  const [program = ''] = source.text.trim().split(/\s+/);
  if (source.text.trim() === '' || value.dynamic || isPlainConnection(source.text)) return;
  call.runSource(source, { certainty: 'likely' });
  if (!program.includes('/') || call.machine.knows(program)) return;
  const file = plainField(program, value.origins);
  call.emit('execute', call.resolve(file), { zone: call.zone(file), origins: call.look(file).origins });
};

const file =
  (language: string, option: RegExp): Running =>
  (call, value) => {
    for (const [, path = ''] of value.text.matchAll(option))
      if (/[/\\.]/.test(path)) runFile(call, plainField(path, value.origins), language);
  };

/** https://git-scm.com/docs/git-config#ENVIRONMENT: `GIT_CONFIG_KEY_0` names the setting of `GIT_CONFIG_VALUE_0`. */
const setting: Running = (call, value) => {
  const number = call.program.replace(/^\D+/, '');
  const key = call.scope.variables.get(`GIT_CONFIG_KEY_${number}`)?.fields[0]?.text ?? '';
  if (/^alias\./i.test(key) && !value.text.startsWith('!')) return;
  if (runsByGit.test(key)) command(call, { ...value, text: value.text.replace(/^!/, '') });
};

const runsByGit =
  /^(?:alias\.|core\.(?:sshcommand|pager|editor|fsmonitor|askpass|gitproxy)$|sequence\.editor$|credential\.(?:.*\.)?helper$|diff\.(?:.*\.)?(?:external|command|textconv)$|filter\..*\.(?:clean|smudge|process)$|gpg\.(?:.*\.)?program$|pager\.)/i;

const meanings: Readonly<Record<string, Running>> = {
  'LD_PRELOAD LD_AUDIT DYLD_INSERT_LIBRARIES': library,
  'PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONPATH NODE_PATH PERL5LIB RUBYLIB GCONV_PATH': folders,
  'BASH_ENV ENV': script('sh'),
  PYTHONSTARTUP: script('python'),
  'GIT_SSH GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_PAGER GIT_EDITOR GIT_SEQUENCE_EDITOR GIT_ASKPASS GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS PAGER MANPAGER SYSTEMD_PAGER AWS_PAGER GH_PAGER BAT_PAGER DELTA_PAGER PSQL_PAGER EDITOR VISUAL SUDO_EDITOR SYSTEMD_EDITOR KUBE_EDITOR GH_EDITOR PSQL_EDITOR FCEDIT LESSOPEN LESSCLOSE RSYNC_RSH CVS_RSH SVN_SSH FZF_DEFAULT_COMMAND PROMPT_COMMAND RUSTC_WRAPPER':
    command,
  NODE_OPTIONS: file(
    'node',
    /(?:^|\s)(?:--(?:require|import|loader|experimental-loader)[= ]|-r\s+)["']?([^\s"']+)/g,
  ),
  /** https://perldoc.perl.org/perlrun#PERL5OPT: what stands behind the name of a module is code. */
  PERL5OPT: (call, value) => {
    const code = /^-[mM][^;]*;([\s\S]+)$/.exec(value.text)?.[1];
    if (code !== undefined) runCode(call, 'perl', { code: { ...value, text: code } });
    for (const [, folder = ''] of value.text.matchAll(/(?:^|\s)-I\s*(\S+)/g))
      folders(call, { ...value, text: folder });
  },
  PERL5DB: (call, value) => {
    runCode(call, 'perl', { code: value });
  },
  RUBYOPT: file('ruby', /(?:^|\s)-r\s*([^\s]+)/g),
  'JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS': file('java', /-javaagent:([^\s=]+)/g),
};

const byName = new Map(
  Object.entries(meanings).flatMap(([names, running]) =>
    names.split(' ').map((name): [string, Running] => [name, running]),
  ),
);

/**
 * What setting a variable in the environment of programs makes them run.
 * @param name of a variable of the scope
 */
export function runByEnvironment(name: string, scope: Scope, machine: Machine): void {
  const running = byName.get(name) ?? (name.startsWith('GIT_CONFIG_VALUE_') ? setting : undefined);
  const value = running && scope.variables.get(name)?.fields[0];
  if (!value) return;
  running(new Call({ program: name, argv: [plainField(name)], scope, machine, effects: [] }, {}, []), value);
}
