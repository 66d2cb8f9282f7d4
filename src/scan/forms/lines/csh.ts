import type { LineForm } from './line-form.ts';

/**
 * csh and tcsh: single commands as other shells write them. A name in these files is for every shell that is started.
 * https://man.openbsd.org/csh.1
 */
export const csh: LineForm = {
  name: 'csh',
  matches: ({ name, extension, head }) =>
    /^\.?(?:t?cshrc|csh\.(?:cshrc|login)|login)(?:[._-].*)?$/.test(name) ||
    /^t?csh$/.test(extension) ||
    /^#!.*\bt?csh\b/.test(head),
  scope: ({ head }) => (head.startsWith('#!') ? 'repository-script' : 'shell-profile'),
  commands: (lines) =>
    lines
      .filter(({ source }) => !/^\s*#/.test(source))
      .map(({ source, line }) => {
        const command = source.replace(/^\s*if\s*\(.*?\)\s*(?!then\b)/, '');
        const isDefinition = /^\s*(?:alias|setenv|set)\s/.test(command);
        return { source: asOtherShells(command), line, isDefinition };
      }),
};

/** `alias name words`, `setenv NAME value`, `set name = value`. */
function asOtherShells(command: string): string {
  const [, verb, name, value = ''] = /^\s*(alias|setenv|set)\s+([\w.-]+)[\s=]+(.*)$/s.exec(command) ?? [];
  if (verb === undefined) return command;
  const plain = value
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replace(/\\?!(?:\*|:\d+)/g, '"$@"');
  const word = `${name}='${plain.replaceAll("'", "'\\''")}'`;
  return verb === 'alias' ? `alias ${word}` : verb === 'setenv' ? `export ${word}` : word;
}
