/**
 * Variables that move the files of many programs → the folder below a home that their value stands for.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export const sharedVariables: Readonly<Record<string, string>> = {
  XDG_DATA_HOME: '.local/share',
  XDG_CONFIG_HOME: '.config',
  XDG_STATE_HOME: '.local/state',
};
