const leading = /^\s*(?:\$?\{{1,2}\s*[\w.]+\s*\}{1,2}|\$[A-Za-z_]\w*|%\(\w+\)s)(?=\s)/;

/**
 * A template of a command line with the program in the place of what stands for it:
 * `{command} exec {prompt}`, `${bin} -p`, `{{ agent }} run`.
 */
export function withProgram(template: string, program: string | undefined): string {
  return program === undefined ? template : template.replace(leading, () => program);
}
