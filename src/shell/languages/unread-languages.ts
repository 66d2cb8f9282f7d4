import { by, constant, listed, unquoted } from '../constant-lines.ts';

const string = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`;
const strings = String.raw`((?:\s*,?\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))+)`;
const calls = (names: string, given: string): RegExp => new RegExp(`(?<![\\w.])(?:${names})${given}`, 'g');

const line = (text = ''): string => unquoted(text);
const words = (text = ''): string => listed(text);
const program = (name = '', given = ''): string => `${constant(name)} ${listed(given)}`.trim();
const tree = (path = ''): string => `rm -rf ${constant(path)}`;
const file = (path = ''): string => `rm -f ${constant(path)}`;
const shown = (path = ''): string => `cat ${constant(path)}`;

const ofJvm = [
  [calls(String.raw`[\w().]*\.exec`, String.raw`\(\s*${string}`), line],
  [calls(String.raw`[\w().]*\.exec`, String.raw`\(\s*new\s+String\[\]\s*\{${strings}`), words],
  [calls(String.raw`(?:new\s+)?ProcessBuilder`, String.raw`\((?:(?:List|Arrays)\.\w+\()?${strings}`), words],
  [new RegExp(String.raw`${string}\s*\.(?:execute\(|!!?)`, 'g'), line],
  [
    calls(
      String.raw`(?:Files\.delete(?:IfExists)?|new\s+File)`,
      String.raw`\((?:Paths?\.(?:of|get)\()?\s*${string}\)*(?:\.delete|\s*;|$)`,
    ),
    file,
  ],
  [
    calls(
      String.raw`(?:FileUtils\.)?(?:deleteDirectory|deleteRecursively)`,
      String.raw`\((?:new\s+File\()?${string}`,
    ),
    tree,
  ],
  [calls(String.raw`Files\.read\w+`, String.raw`\((?:Paths?\.(?:of|get)\()?\s*${string}`), shown],
] as const;

const ofLisp = [
  [
    calls(
      String.raw`\((?:system\*?|shell-command|uiop:run-program|uiop/run-program:run-program)`,
      String.raw`\s+${string}\s*\)?`,
    ),
    line,
  ],
  [
    calls(
      String.raw`\((?:[\w./:-]*\b)?(?:sh|shell|run-program|process)`,
      String.raw`\s+${string}\s*(?:'?\(|\(quote\s*\()?((?:\s*"(?:[^"\\]|\\.)*")+)`,
    ),
    program,
  ],
  [
    calls(
      String.raw`\((?:delete-directory-tree|delete-directory/files|fs/delete-tree)`,
      String.raw`\s+${string}`,
    ),
    tree,
  ],
  [calls(String.raw`\((?:delete-file|io/delete-file)`, String.raw`\s+${string}`), file],
] as const;

/**
 * What is known of languages that nobody reads here: the process calls, deletions and reads whose arguments are
 * constants, as lines for a shell. Everything else in them stays unknown, and that is told.
 */
const table = {
  /** https://hackage.haskell.org/package/process/docs/System-Process.html */
  haskell: [
    [
      calls(
        String.raw`(?:[A-Z]\w*\.)*(?:system|callCommand|spawnCommand|shell)`,
        String.raw`\s*\$?\s*${string}`,
      ),
      line,
    ],
    [
      calls(
        String.raw`(?:[A-Z]\w*\.)*(?:callProcess|readProcess|rawSystem|spawnProcess|proc)`,
        String.raw`\s+${string}\s*\[([^\]]*)\]`,
      ),
      program,
    ],
    [
      calls(
        String.raw`(?:[A-Z]\w*\.)*(?:removeDirectoryRecursive|removePathForcibly)`,
        String.raw`\s+${string}`,
      ),
      tree,
    ],
    [calls(String.raw`(?:[A-Z]\w*\.)*(?:removeFile|removeDirectory)`, String.raw`\s+${string}`), file],
    [calls(String.raw`(?:[A-Z]\w*\.)*readFile`, String.raw`\s+${string}`), shown],
  ],
  /** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Runtime.html */
  java: ofJvm,
  scala: ofJvm,
  groovy: ofJvm,
  /** https://docs.julialang.org/en/v1/manual/running-external-programs/ */
  julia: [
    [/(?<![\w.])(?:run|read|readchomp|success)\(\s*`([^`]*)`/g, (text = '') => text],
    [calls('rm', String.raw`\(\s*${string}[^)]*recursive\s*=\s*true`), tree],
    [calls('rm', String.raw`\(\s*${string}\s*\)`), file],
    [calls('read', String.raw`\(\s*${string}`), shown],
  ],
  /** https://hexdocs.pm/elixir/System.html#cmd/3 */
  elixir: [
    [calls(String.raw`System\.shell|:os\.cmd`, String.raw`\(\s*(?:~c)?${string}`), line],
    [calls(String.raw`System\.cmd`, String.raw`\(\s*${string}\s*,\s*\[([^\]]*)\]`), program],
    [calls(String.raw`File\.rm_rf!?`, String.raw`[( ]\s*${string}`), tree],
    [calls(String.raw`File\.rm!?`, String.raw`[( ]\s*${string}`), file],
    [calls(String.raw`File\.read!?`, String.raw`[( ]\s*${string}`), shown],
  ],
  /** https://www.erlang.org/doc/apps/kernel/os.html#cmd/1 */
  erlang: [
    [calls('os:cmd', String.raw`\(\s*${string}`), line],
    [calls('file:del_dir_r', String.raw`\(\s*${string}`), tree],
    [calls('file:delete', String.raw`\(\s*${string}`), file],
  ],
  scheme: ofLisp,
  lisp: ofLisp,
  clojure: ofLisp,
  /** https://ocaml.org/manual/api/Sys.html */
  ocaml: [
    [
      calls(String.raw`(?:Sys\.command|Unix\.(?:system|open_process\w*))`, String.raw`\s*\(?\s*${string}`),
      line,
    ],
    [calls(String.raw`Sys\.remove|Unix\.unlink`, String.raw`\s*\(?\s*${string}`), file],
  ],
  /** https://www.tcl-lang.org/man/tcl8.6/TclCmd/exec.htm */
  tcl: [
    [/(?:^|[;\n[{])\s*exec\s+([^;\n\]}]+)/g, (text = '') => text],
    [
      /(?:^|[;\n[{])\s*file\s+delete\s+(?:-force\s+)?(?:--\s+)?([^;\n\]}]+)/g,
      (paths = '') => `rm -rf ${paths}`,
    ],
  ],
  /** https://docs.octave.org/latest/Controlling-Subprocesses.html */
  octave: [
    [calls('system|unix|shell_cmd|dos', String.raw`\s*\(\s*${string}`), line],
    [calls('rmdir|confirm_recursive_rmdir', String.raw`\s*\(\s*${string}\s*,\s*["']s["']`), tree],
    [calls('delete|unlink', String.raw`\s*\(\s*${string}`), file],
  ],
  /** https://docs.raku.org/language/ipc */
  raku: [
    [calls('shell', String.raw`[\s(]\s*${string}`), line],
    [calls('run', String.raw`[\s(]\s*${strings}`), words],
    [/(?<![\w.])run\s*<([^>]*)>/g, (text = '') => text],
    [/(?<![\w.])qq?x\s*\{([^}]*)\}/g, (text = '') => text],
    [calls('unlink', String.raw`[\s(]\s*${string}`), file],
  ],
  /** https://crystal-lang.org/api/toplevel.html#system, https://nim-lang.org/docs/osproc.html */
  crystal: [
    [calls('system|execCmd(?:Ex)?|execShellCmd', String.raw`[\s(]\s*${string}`), line],
    [/(?<![\w.])`([^`\n]+)`/g, (text = '') => text],
    [calls(String.raw`(?:FileUtils\.rm_rf|removeDir)`, String.raw`[\s(]\s*${string}`), tree],
    [calls(String.raw`(?:File\.delete|removeFile)`, String.raw`[\s(]\s*${string}`), file],
  ],
  /** http://www.gnuplot.info/docs_5.4/loc18421.html */
  gnuplot: [[calls('system', String.raw`[\s(]\s*${string}`), line]],
  /** https://www.gnu.org/software/m4/manual/m4.html#Shell-commands: quotes are a grave accent and an apostrophe. */
  m4: [[/\be?syscmd\s*\(\s*(?:`([^']*)'|([^()]*))\s*\)/g, (told = '', bare = '') => told || bare]],
} as const;

const readers = new Map(Object.entries(table).map(([name, rules]) => [name, by(rules)] as const));

/** Longer texts are read at their start. */
const longestText = 32 * 1024;

/** Lines for a shell that constants in a text of such a language stand for; none for any other language. */
export function constantLines(language: string, text: string): readonly string[] {
  return readers.get(language)?.(text.slice(0, longestText)) ?? [];
}
