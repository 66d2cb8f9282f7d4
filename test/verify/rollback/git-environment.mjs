/** Nothing of this machine's own configuration but that of the home of an incident, and file times that a copy can keep. */
const settings = {
  'user.name': 'Dana',
  'user.email': 'dana@corp.example',
  'core.trustctime': 'false',
  'init.defaultBranch': 'main',
  'protocol.file.allow': 'always',
  'advice.detachedHead': 'false',
  'gc.auto': '0',
  'pull.rebase': 'false',
  'safe.directory': '*',
};

/** @param seconds since 1970, what git takes for now */
export function environmentAt(seconds, home) {
  const date = `@${Math.floor(seconds)} +0000`;
  const configured = Object.entries(settings).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: process.env['PATH'],
    HOME: home,
    TZ: 'UTC',
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: `${home}/.gitconfig`,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    ...Object.fromEntries(configured),
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_EDITOR: 'true',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    FILTER_BRANCH_SQUELCH_WARNING: '1',
  };
}
