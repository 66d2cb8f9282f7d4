/** A shell could not start a program: its name, as written, is the first group. https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html */
export const notStarted: readonly RegExp[] = [
  /^(?:\/\S{1,200}\/)?(?:ba|z|da|k|a)?sh: (?:line \d+: |\d+: )?([^\s:]{1,300}): (?:command not found|not found|No such file or directory|Permission denied|cannot execute|(?:[^\s:]{1,300}: )?bad interpreter|is a directory|Exec format error)/i,
  /^(?:\(eval\)|zsh)(?::\d+)?: (?:command not found|no such file or directory|permission denied): (\S{1,300})/,
  /^fish: Unknown command:? (\S{1,300})/,
  /^sudo: (\S{1,300}): command not found/,
  /^(?:xargs|env|nohup|timeout|nice|setsid|stdbuf|time): (?:failed to run command )?['‘"`]?([^\s'’"]{1,300})['’"]?: (?:No such file or directory|command not found)/,
  /^OCI runtime exec failed: .{0,200}exec: "([^"]{1,300})": executable file not found/,
  /^'([^']{1,300})' is not recognized as an internal or external command/,
  /^(?:\S{1,200} ?: )?The term '([^']{1,300})' is not recognized as/,
];

/** A builtin that failed: the name of the builtin is the first group. */
export const failedBuiltin =
  /^(?:(?:\/\S{1,200}\/)?(?:ba|z|da|k|a)?sh: (?:line \d+: |\d+: )?|\(eval\):)(cd|pushd|source|\.|export|ulimit):(?:\d+:)? ?.{1,600}(?:No such file or directory|no such file or directory|Not a directory|not a directory|Permission denied|not found|can't cd to)/;

/** The whole line could not be read, so that nothing of it ran. */
export const unreadable =
  /^(?:(?:\/\S{1,200}\/)?(?:ba|z|da|k|a)?sh: |\(eval\):|zsh:)(?:-c: )?(?:line )?\d*:? ?(?:syntax error|Syntax error|unexpected EOF|parse error|unmatched ["'`]|unterminated quoted string|bad substitution|no matches found)/;

/** The shell itself did not come up, of whatever it was to run. https://www.cygwin.com/faq.html#faq.using.fixing-fork-failures */
export const shellNotStarted =
  /^(?:Error: )?(?:Command failed: cygpath |\s*\d+ \[main\] (?:bash|sh|zsh) .{0,80}(?:child_copy|fork|dofork)|spawn \S{1,200} E[A-Z]{3,12}$|fork\/exec \S{1,200}: )/;

/** No process could be made for the first program; those behind it were not tried. https://man7.org/linux/man-pages/man2/fork.2.html */
export const notForked =
  /^(?:(?:\/\S{1,200}\/)?(?:ba|z|da|k|a)?sh: (?:line \d+: |\d+: )?|zsh:\d*:? ?|\(eval\):\d+: )(?:fork: (?:Resource temporarily unavailable|Cannot allocate memory)|fork failed: |Cannot fork|xmalloc: cannot allocate)/i;
