import { by, constant, constants, listed, quoted } from '../constant-lines.ts';
import type { LinesIn } from './task-files.ts';

/** Only what is given by quoted constants: the rest of such files is code that only the builder knows. */
export const buildFiles = {
  /** https://docs.gradle.org/current/dsl/org.gradle.api.tasks.Exec.html */
  gradle: by([
    [
      /\bcommandLine\s*(?:=\s*|\(\s*)?(?:listOf\(|\[)?((?:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?)+)/g,
      listed,
    ],
    [
      /(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\.execute\(\)/g,
      (double = '', single = '') => double || single,
    ],
    [
      /\bdelete\s*\(?\s*(?:fileTree\(|files?\()?\s*["']([^"'$]+)["']/g,
      (path = '') => `rm -rf ${quoted(path)}`,
    ],
  ]),
  /** https://ant.apache.org/manual/Tasks/delete.html, also inside of Maven's `antrun`. */
  xml: by([
    [/<delete\b[^>]*\b(?:dir|file)="([^"]+)"/g, (path = '') => `rm -rf ${quoted(path)}`],
    [
      /<exec\b[^>]*\bexecutable="([^"]+)"[^>]*>([\s\S]*?)<\/exec>/g,
      (program = '', inner = '') =>
        [
          program,
          ...[...inner.matchAll(/<arg\b[^>]*\b(?:value|line)="([^"]*)"/g)].map(([, word = '']) =>
            quoted(word),
          ),
        ].join(' '),
    ],
    [
      /<executable>([^<]+)<\/executable>\s*<arguments>([\s\S]*?)<\/arguments>/g,
      (program = '', inner = '') =>
        [
          program,
          ...[...inner.matchAll(/<argument>([^<]*)<\/argument>/g)].map(([, word = '']) => quoted(word)),
        ].join(' '),
    ],
  ]),
  /** https://cmake.org/cmake/help/latest/command/execute_process.html */
  cmake: by([
    [
      /\bexecute_process\s*\(\s*COMMAND\s+((?:"(?:[^"\\]|\\.)*"|[^)"])+?)\s*(?=\b[A-Z]+_[A-Z]+\b|\))/g,
      (line = '') => line,
    ],
    [
      /\badd_custom_(?:command|target)\s*\([^)"]*?\bCOMMAND\s+((?:"(?:[^"\\]|\\.)*"|[^)"])+?)\s*(?=\b(?:COMMENT|VERBATIM|DEPENDS|WORKING_DIRECTORY)\b|\))/g,
      (line = '') => line,
    ],
    [/\bfile\s*\(\s*REMOVE_RECURSE\s+([^)]+)\)/g, (paths = '') => `rm -rf ${paths}`],
    [/\bfile\s*\(\s*REMOVE\s+([^)]+)\)/g, (paths = '') => `rm -f ${paths}`],
    [
      /\bfile\s*\(\s*DOWNLOAD\s+(\S+)\s+([^\s)]+)/g,
      (address = '', path = '') => `curl -o ${path} ${address}`,
    ],
  ]),
  /** https://pkg.go.dev/os, https://pkg.go.dev/os/exec */
  go: by([
    [/\bos\.RemoveAll\(("(?:[^"\\]|\\.)*"|`[^`]*`)\)/g, (path = '') => `rm -rf ${constant(path)}`],
    [/\bos\.(?:Remove|Truncate)\(("(?:[^"\\]|\\.)*"|`[^`]*`)/g, (path = '') => `rm ${constant(path)}`],
    [/\bos\.(?:ReadFile|Open)\(("(?:[^"\\]|\\.)*"|`[^`]*`)/g, (path = '') => `cat ${constant(path)}`],
    [/\bos\.(?:WriteFile|Create)\(("(?:[^"\\]|\\.)*"|`[^`]*`)/g, (path = '') => `: > ${constant(path)}`],
    [
      /\bexec\.Command(?:Context)?\(\s*(?:\w+(?:\.\w+\(\))?,\s*)?((?:\s*(?:"(?:[^"\\]|\\.)*"|`[^`]*`)\s*,?)+)\)/g,
      constants,
    ],
    [/\bhttp\.(?:Post|PostForm)\(("(?:[^"\\]|\\.)*")/g, (address = '') => `curl -d x ${constant(address)}`],
    [/\bhttp\.(?:Get|Head)\(("(?:[^"\\]|\\.)*")/g, (address = '') => `curl ${constant(address)}`],
  ]),
  /** https://pkg.go.dev/cmd/go#hdr-Generate_Go_files_by_processing_source */
  goGenerate: by([[/^\/\/go:generate\s+(.+)$/gm, (line = '') => line]]),
  /** https://doc.rust-lang.org/std/fs/, https://doc.rust-lang.org/std/process/struct.Command.html */
  rust: by([
    [/\bremove_dir_all\(\s*("(?:[^"\\]|\\.)*")/g, (path = '') => `rm -rf ${constant(path)}`],
    [/\bremove_(?:file|dir)\(\s*("(?:[^"\\]|\\.)*")/g, (path = '') => `rm ${constant(path)}`],
    [/\bfs::read(?:_to_string)?\(\s*("(?:[^"\\]|\\.)*")/g, (path = '') => `cat ${constant(path)}`],
    [/\b(?:fs::write|File::create)\(\s*("(?:[^"\\]|\\.)*")/g, (path = '') => `: > ${constant(path)}`],
    [
      /\bCommand::new\(\s*("(?:[^"\\]|\\.)*")\s*\)((?:\s*\.args?\(\s*&?\[?(?:\s*"(?:[^"\\]|\\.)*"\s*,?)+\]?\s*\))*)/g,
      (program = '', given = '') => `${constants(program)} ${constants(given)}`,
    ],
  ]),
  /** https://ninja-build.org/manual.html#_rules */
  ninja: by([[/^\s*command\s*=\s*(.+)$/gm, (line = '') => line]]),
  /** https://developer.hashicorp.com/terraform/language/provisioners#local-exec */
  terraform: by([
    [
      /\bprovisioner\s+"local-exec"\s*\{[^}]*?\bcommand\s*=\s*"((?:[^"\\]|\\.)*)"/g,
      (line = '') => line.replace(/\\(.)/g, '$1'),
    ],
    [
      /\bprovisioner\s+"local-exec"\s*\{[^}]*?\bcommand\s*=\s*<<-?(\w+)\n([\s\S]*?)\n\s*\1\b/g,
      (_, lines = '') => lines,
    ],
  ]),
} as const satisfies Readonly<Record<string, LinesIn>>;
