import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { isOnlySubstitution, runCode } from '../code.ts';
import { runSubstitutions } from '../environment.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { runFile } from '../run-file.ts';
import { descriptorOf } from '../scope.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { runsInFramework } from './framework-consoles.ts';
import { keepsOriginals } from './sed.ts';

/** Runs code from an option, else from a file, else from standard input. */
export function interprets(language: string, codeOption: string): Act {
  return (call) => {
    const printsLast = call.has('--print');
    const code = call.value(codeOption) ?? (printsLast ? call.operands[0] : undefined);
    if (code) return runGiven(call, { language, code, printsLast });
    const [file] = call.operands;
    if (file && file.text !== '-')
      return descriptorOf(file.text) !== undefined
        ? fromDescriptor(call, language, file)
        : runFile(call, file, language);
    return fromInput(call, language);
  };
}

interface GivenCode {
  readonly language: string;
  readonly code: Field;
  readonly printsLast?: boolean;
}

function runGiven(call: Call, { language, code, printsLast = false }: GivenCode): Stream {
  const { origins } = code;
  if (!isTold(call, code)) return { origins };
  const operands = call.operands.length > 0 ? call.operands : [plainField(call.program)];
  return runCode(call, language, { code, printsLast, changes: { arguments: operands } });
}

/** Says that it runs what is not known as a whole. @returns whether there is any code to look at */
function isTold(call: Call, { text, origins, dynamic }: Field): boolean {
  if (origins.length > 0 || dynamic) {
    call.emit('execute', call.program, { origins, certainty: origins.length > 0 ? 'certain' : 'possible' });
  }
  const isUnknown = dynamic && isOnlySubstitution(text);
  if (isUnknown && origins.length === 0) call.analysis.problem('code-not-told', `${call.program}: ${text}`);
  return !isUnknown;
}

function fromDescriptor(call: Call, language: string, file: Field): Stream {
  const stream = call.read(file);
  const origins = [...new Set([...file.origins, ...stream.origins])];
  if (origins.length > 0) call.emit('execute', call.program, { origins });
  else if (stream.text === undefined) call.analysis.problem('code-not-told', `${call.program} ${file.text}`);
  if (stream.text !== undefined) return runCode(call, language, { code: plainField(stream.text, origins) });
  return { origins };
}

/** They print a file, which is as unknown as a script that is named. */
const printers: ReadonlySet<string> = new Set('cat tac head tail envsubst'.split(' '));

/** Runs what is fed to it. */
function fromInput(call: Call, language: string): Stream {
  const { text, origins } = call.stdin;
  const { pipedFrom } = call.scope;
  const given = call.arguments.rest;
  if (origins.length > 0) call.emit('execute', call.program, { origins });
  else if (text === undefined && call.isFed) {
    call.emit('execute', call.program, { certainty: 'likely' });
    if (pipedFrom !== undefined && !printers.has(pipedFrom))
      call.analysis.problem('code-not-told', `${pipedFrom} | ${call.program}`);
  }
  if (text === undefined || text === '') return { origins };
  return runCode(call, language, {
    code: plainField(text, origins),
    ...(language !== 'sh' && { changes: { arguments: given } }),
  });
}

const shell: Program = {
  options: {
    '-c': 'flag',
    '-o +o -O +O': 'value',
    '--rcfile|--init-file': 'value',
    '-e -u -x -l -i -s -n -v -p -r -a -f -h -k -t -m -b -B -C -E -H -P -T +n +x +e --login --norc --noprofile --posix':
      'flag',
  },
  stopsAtOperand: true,
  act: (call) => {
    startsUp(call);
    if (call.has('-c')) {
      const code = call.arguments.rest.find(({ text }) => text !== '--');
      const rest = call.arguments.rest.slice(1);
      if (!code) return unknownStream;
      return runShellCode(call, code, rest);
    }
    const [file] = call.arguments.rest.filter(({ text }) => text !== '-' && text !== '--');
    if (call.has('-n') && !call.has('+n')) return unknownStream;
    if (!file || call.has('-s')) return fromInput(call, 'sh');
    return runNamed(call, file);
  },
};

function runNamed(call: Call, file: Field): Stream {
  if (descriptorOf(file.text) !== undefined) return fromDescriptor(call, 'sh', file);
  return file.text === '/dev/stdin' ? fromInput(call, 'sh') : runFile(call, file, 'sh');
}

/** What a shell runs before anything else. https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html */
function startsUp(call: Call): void {
  const file = call.value('--rcfile');
  if (file) runNamed(call, file);
  const prompt = call.scope.variables.get('PS4')?.fields[0];
  if (prompt && call.has('-x')) runSubstitutions(call, prompt);
}

function runShellCode(call: Call, code: Field, rest: readonly Field[]): Stream {
  if (!isTold(call, code)) return { origins: code.origins };
  return call.runSource(code, { arguments: rest });
}

const scripted = (
  language: string,
  codeOption: string,
  options: Readonly<Record<string, OptionMeaning>>,
): Program => ({
  options,
  stopsAtOperand: true,
  act: interprets(language, codeOption),
});

const pythonOptions = {
  '-c': 'value',
  '-m': 'value',
  '-W -X': 'value',
  '-u -B -E -I -O -s -S -v -q -i -x': 'flag',
  '-V|--version -h|--help': 'harmless',
} as const;

/** `manage.py shell -c code`. https://docs.djangoproject.com/en/stable/ref/django-admin/#shell */
function shellCode({ arguments: { rest }, stdin }: Call): Field | undefined {
  const at = rest.findIndex(({ text }) => text === '-c' || text === '--command');
  if (!rest[1]?.text.startsWith('shell')) return undefined;
  if (at !== -1) return rest[at + 1];
  return stdin.text ? plainField(stdin.text, stdin.origins) : undefined;
}

/** `python -m http.server`, `-m pip`: modules that are programs of their own. */
const python: Act = (call) => {
  const module = call.value('-m')?.text;
  const [file] = call.operands;
  if (module === undefined && file && /(?:^|\/)manage\.py$/.test(file.text)) {
    const code = shellCode(call);
    if (code) return runsInFramework(call, 'python', code);
    return call.run([plainField('django-manage'), ...call.arguments.rest.slice(1)]);
  }
  if (module === undefined) return interprets('python', '-c')(call);
  const rest = call.arguments.rest;
  if (/^(?:pip|venv|pytest|ensurepip|uv|poetry|twine|build|black|ruff|mypy|flake8|isort)$/.test(module)) {
    return call.run([plainField(module), ...rest]);
  }
  if (module === 'http.server') {
    call.emit('configure', `listen ${rest[0]?.text ?? '8000'}`, { certainty: 'likely' });
    return unknownStream;
  }
  const [first] = rest;
  if (module === 'timeit' && first) return runGiven(call, { language: 'python', code: first });
  if (first && /^(?:pdb|cProfile|profile|trace|coverage|debugpy|runpy)$/.test(module))
    return runFile(call, first, 'python');
  const ofModule = fileOfModule(call, module);
  if (ofModule) return runFile(call, ofModule, 'python');
  call.emit('execute', module);
  return unknownStream;
};

/** Of a module of the project whose text is known. https://docs.python.org/3/using/cmdline.html#cmdoption-m */
function fileOfModule(call: Call, module: string): Field | undefined {
  const path = module.replaceAll('.', '/');
  const files = [`${path}.py`, `${path}/__main__.py`].map((name) => plainField(name));
  return files.find((file) => call.analysis.contentOf(call.resolve(file)).text !== undefined);
}

/**
 * The first word that is no option is a script where it is named like one, else the command: Windows PowerShell takes it
 * for `-Command`, PowerShell 7 for `-File`, and gives an error where it is none.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe
 */
const powershell: Act = (call) => {
  const [first] = call.arguments.rest;
  const isScript = first !== undefined && /^\S+\.ps1$/i.test(first.text);
  const code = call.value('-command') ?? call.value('-c') ?? (isScript ? undefined : first);
  const encoded = call.value('-encodedcommand');
  if (encoded) {
    call.emit('execute', call.program, { origins: ['encoded'] });
    const text = Buffer.from(encoded.text, 'base64').toString('utf16le');
    return runCode(call, 'powershell', { code: plainField(text) });
  }
  const file = call.value('-file') ?? (code ? undefined : first);
  if (file) return runFile(call, file, 'powershell');
  if (!code || code.text === '-') return fromInput(call, 'powershell');
  const rest = call.argv.slice(call.argv.indexOf(code) + 1);
  const text = [code, ...rest].map((field) => field.text).join(' ');
  return runCode(call, 'powershell', { code: { ...code, text } });
};

/** Bun as an interpreter. https://bun.sh/docs/runtime */
export const bunScript: Program = {
  options: {
    '-e|--eval': 'value',
    '-p|--print': 'flag',
    '-r|--preload --cwd --env-file': 'value',
    '-v|--version -h|--help --revision': 'harmless',
    '--watch --hot --smol -b|--bun --silent': 'flag',
  },
  stopsAtOperand: true,
  act: interprets('node', '-e'),
};

/** Every `-e` is a line of one script. https://ss64.com/mac/osascript.html */
const interpretsAppleScript: Act = (call) => {
  const language = /^javascript$/i.test(call.value('-l')?.text ?? '') ? 'node' : 'osascript';
  const [first, ...rest] = call.values('-e');
  if (!first) return interprets(language, '-e')(call);
  const code = { ...first, text: [first, ...rest].map(({ text }) => text).join('\n') };
  return runGiven(call, { language, code });
};

/** https://cran.r-project.org/doc/manuals/r-release/R-admin.html, `R CMD --help` */
const rCommand: Program = {
  act: (call) => {
    const [, verb, ...rest] = call.operands;
    const [what] = rest;
    if (verb?.text === 'BATCH' && what) return runFile(call, what, 'r');
    if (verb?.text === 'INSTALL')
      for (const source of rest) call.emit('install', call.resolve(source), { zone: call.zone(source) });
    else if (verb && /^(?:build|check|SHLIB|COMPILE)$/.test(verb.text))
      call.emit('execute', `R CMD ${verb.text}`, { certainty: 'likely', zone: 'repository' });
    return unknownStream;
  },
};

/** Interpreters: what they are told to run is what counts. */
export const interpreters: Programs = {
  'sh bash zsh dash ash ksh mksh rbash fish csh tcsh nu': shell,
  'python python3 python2 pythonw py pypy pypy3 ipython ipython3 bpython micropython': {
    options: pythonOptions,
    stopsAtOperand: true,
    act: python,
  },
  'node nodejs ts-node tsx': scripted('node', '-e', {
    '-e|--eval': 'value',
    '-p|--print': 'flag',
    '-r|--require --import --loader --env-file --conditions -C': 'value',
    '-v|--version -h|--help': 'harmless',
    '-c|--check': 'harmless',
    '-i|--inspect|--inspect-brk --watch --test': 'flag',
  }),
  perl: {
    options: {
      '-e|-E': 'value',
      '-i': 'flag',
      '-n -p -w -l -a -0 -s -T -W -c': 'flag',
      '-M -m -I -F -C': 'value',
      '-v|--version': 'harmless',
    },
    act: (call) => {
      const codes = call.values('-e');
      const inPlace = call.argv.some(
        ({ text }) => /^-\w*i/.test(text) && !text.startsWith('-M') && !text.startsWith('-I'),
      );
      for (const code of codes) runGiven(call, { language: 'perl', code });
      if (inPlace) {
        for (const file of call.operands) call.write(file, call.look(file), { changes: true });
        keepsOriginals(call, call.operands);
      }
      if (codes.length > 0) return unknownStream;
      const [file] = call.operands;
      return file ? runFile(call, file, 'perl') : fromInput(call, 'perl');
    },
  },
  ruby: scripted('ruby', '-e', { '-e': 'value', '-r -I': 'value', '-v|--version': 'harmless' }),
  php: scripted('php', '-r', {
    '-r': 'value',
    '-f -d -c -S -t': 'value',
    '-v -i -m --version': 'harmless',
    '-l': 'harmless',
  }),
  'lua luajit': scripted('lua', '-e', { '-e': 'value', '-l': 'value', '-v': 'harmless' }),
  osascript: {
    options: { '-e': 'value', '-l': 'value', '-s': 'value', '-i': 'flag' },
    stopsAtOperand: true,
    act: interpretsAppleScript,
  },
  Rscript: scripted('r', '-e', { '-e': 'value' }),
  R: { ...scripted('r', '-e', { '-e': 'value' }), variants: [{ when: /^CMD$/, program: rCommand }] },
  'pwsh powershell': {
    options: {
      '-command|-c': 'value',
      '-file|-f': 'value',
      '-encodedcommand|-enc|-e|-ec': 'value',
      '-executionpolicy -ep -ex -windowstyle -w -version -inputformat -outputformat': 'value',
      '-nologo -noprofile -nop -noexit -noninteractive -noni -sta -mta': 'flag',
    },
    dashes: 'single',
    caseless: true,
    stopsAtOperand: true,
    act: powershell,
  },
};
