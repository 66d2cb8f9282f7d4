import type { OptionMeaning } from '../argument-syntax.ts';
import type { Program, Programs } from '../program.ts';
import { silent } from './entries.ts';
import { interprets } from './interpreters.ts';

/** Code from an option, else a file, else standard input. */
function language(
  name: string,
  code: string,
  options: Readonly<Record<string, OptionMeaning>> = {},
): Program {
  return {
    options: { ...(code !== '' && { [code]: 'value' }), '-v|--version|-V -h|--help': 'harmless', ...options },
    stopsAtOperand: true,
    act: interprets(name, code.split('|')[0] ?? ''),
  };
}

/** Interpreters whose languages have no reader: that they run a file, and what reaches them by standard input, is told. */
export const otherInterpreters: Programs = {
  'tclsh wish jimsh': language('tcl', ''),
  elixir: language('elixir', '-e|--eval', { '-r -S -pa -pz': 'value' }),
  'erl escript': language('erlang', '-eval'),
  'runghc runhaskell': language('haskell', '-e'),
  ghci: language('haskell', '-e'),
  /** https://docs.oracle.com/en/java/javase/21/docs/specs/man/jshell.html */
  jshell: language('java', '', {
    '--startup|-startup': 'execute',
    '-R -J -C --class-path --feedback': 'value',
  }),
  /** https://google.github.io/zx/cli */
  zx: language('node', '-e|--eval', {
    '--shell --prefix --postfix --cwd --ext --registry --env': 'value',
    '--quiet --verbose --install -i --repl --prefer-local -l': 'flag',
  }),
  'scala amm scala-cli': language('scala', '-e'),
  groovy: language('groovy', '-e'),
  julia: language('julia', '-e|--eval|-E|--print', { '-L|--load': 'execute', '-t -p --project': 'value' }),
  guile: language('scheme', '-c', { '-l -e -s': 'value' }),
  racket: language('racket', '-e|--eval', { '-f|-t -l -r': 'value' }),
  sbcl: language('lisp', '--eval', { '--load|--script': 'execute', '--noinform --non-interactive': 'flag' }),
  'clojure clj bb lein-exec': language('clojure', '-e|--eval'),
  gnuplot: language('gnuplot', '-e'),
  'octave matlab': language('octave', '--eval|-batch|-r'),
  'ocaml utop': language('ocaml', '-e'),
  'xonsh elvish': language('xonsh', '-c'),
  janet: language('janet', '-e'),
  'crystal nim': language('crystal', '-e'),
  raku: language('raku', '-e'),
  swift: {
    ...language('swift', '-e'),
    variants: [{ when: /^(?:build|test|package|run|repl|format|sdk)$/, program: silent }],
  },
  coffee: language('coffee', '-e|--eval'),
};

/** Programs that show or count what they are fed: data, whatever it is. */
export const readersOfInput: Programs = {
  'gron fx pup htmlq xsv qsv glow mdcat tidy html2text pv ts hexyl jless jql jc xq hq ccze lolcat boxes csvkit csvstat visidata vd tv chafa viu rich in2csv sqlite-utils jp jo trdsql miller toilet cowthink rs lz4cat ansi2html ansifilter prettyping icdiff difft sd choose hck huniq':
    { operands: 'read' },
};
