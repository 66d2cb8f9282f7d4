/** Programs that print nothing of their own on the way to another. */
export const quietPrograms: ReadonlySet<string> = new Set([
  'cd',
  'sudo',
  'doas',
  'env',
  'nohup',
  'time',
  'xargs',
  'sh',
  'bash',
  'zsh',
  'set',
  'export',
  'mkdir',
]);
