/** Tools whose results always say something: what a command prints can be nothing, but not these. */
export const alwaysAnswered: ReadonlySet<string> = new Set([
  'Agent',
  'AskUserQuestion',
  'Edit',
  'ExitPlanMode',
  'Glob',
  'Grep',
  'LS',
  'MultiEdit',
  'NotebookEdit',
  'Read',
  'Skill',
  'Task',
  'TodoWrite',
  'WebFetch',
  'WebSearch',
  'Write',
]);
