import {
  type Extracted,
  inHome,
  inProject,
  inSystem,
  linesOf,
  type Surface,
  type SurfaceFile,
} from './surface.ts';

const gitHooks: readonly string[] = ['.git/hooks/*', '.husky/*', '.githooks/*'];

/** What git runs. https://git-scm.com/docs/githooks, https://git-scm.com/docs/git-config */
export const gitSurfaces: readonly Surface[] = [
  {
    places: [
      ...inProject(gitHooks),
      ...inHome(['.config/git/hooks/*', '.git-templates/hooks/*', '.git_template/hooks/*']),
    ],
    runs: 'on the git operation of its name',
    documentation: 'https://git-scm.com/docs/githooks',
    extract: hook,
  },
  {
    places: [
      ...inProject(['.git/config', '.git/config.worktree', '.gitmodules'], 'repository'),
      ...inHome(['.gitconfig', '.config/git/config']),
      ...inSystem(['/etc/gitconfig']),
    ],
    runs: 'with the git operation that uses it',
    documentation: 'https://git-scm.com/docs/git-config',
    extract: settings,
  },
  {
    places: inProject(['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.pre-commit-config.yaml']),
    runs: 'on git operations, once installed',
    documentation: 'https://pre-commit.com/#plugins',
    extract: ({ text, name }) => [
      { kind: 'git-hook', name, words: [] },
      ...linesOf(text).flatMap(({ text: line, line: at }): Extracted[] => {
        const command = /^\s{0,40}(?:- )?(?:run|entry):\s{1,10}(.+)$/.exec(line)?.[1];
        return command === undefined ? [] : [{ kind: 'git-hook', name, command, line: at }];
      }),
    ],
  },
];

const hookNames =
  /^(?:applypatch-msg|(?:pre|post)-[a-z-]{3,30}|commit-msg|prepare-commit-msg|update|fsmonitor-watchman|reference-transaction|proc-receive|push-to-checkout|sendemail-validate)$/;

/** The first line that says something stands for the whole. */
function hook({ name, text }: SurfaceFile): readonly Extracted[] {
  if (!hookNames.test(name)) return [];
  const telling = linesOf(text).find(({ text: line }) => /^\s{0,40}[^#\s]/.test(line));
  return [
    {
      kind: 'git-hook',
      name,
      words: [],
      ...(telling && { command: telling.text.trim(), line: telling.line }),
    },
  ];
}

/** Settings whose value git runs, and those that send it elsewhere. */
const telling: readonly (readonly [RegExp, string])[] = [
  [/^core\.hookspath$/, 'hooks are taken from here'],
  [/^core\.fsmonitor$/, 'is run on most git commands'],
  [/^core\.sshcommand$/, 'is run for every remote over ssh'],
  [/^core\.(?:pager|editor|askpass|gitproxy)$/, 'is run by git'],
  [/^(?:pager|sequence)\..+$/, 'is run by git'],
  [/^filter\..+\.(?:clean|smudge|process)$/, 'is run on checkout and add, where .gitattributes names it'],
  [/^diff\..+\.(?:command|textconv)$/, 'is run by git diff'],
  [/^diff\.external$/, 'is run by git diff'],
  [/^merge\..+\.driver$/, 'is run by git merge'],
  [/^credential(?:\..+)?\.helper$/, 'gets every password'],
  [/^gpg(?:\..+)?\.program$/, 'is run for every signature'],
  [/^include(?:if\..+)?\.path$/, 'brings in another file'],
  [/^init\.templatedir$/, 'its hooks go into every new repository'],
  [/^url\..+\.(?:insteadof|pushinsteadof)$/, 'sends a remote elsewhere'],
  [/^http(?:\..+)?\.(?:proxy|sslverify|extraheader)$/, 'changes how remotes are reached'],
  [/^protocol\..+\.allow$/, 'allows a transport that may run commands'],
  [/^remote\..+\.(?:uploadpack|receivepack|proxy)$/, 'changes how the remote is reached'],
  [/^submodule\..+\.update$/, 'may be run on submodule update'],
];

/** Words of git's own, as programs of the same name ship with it. */
const ordinary =
  /^(?:less|more|cat|delta|vim?|nano|emacs|code --wait|true|false|osxkeychain|manager(?:-core)?|store|cache|libsecret|git-lfs [a-z-]{1,30}(?: -- %f)?)$/;

function settings({ text }: SurfaceFile): readonly Extracted[] {
  return parseSettings(text).flatMap(({ key, value, line }): Extracted[] => {
    const isAlias = key.startsWith('alias.') && value.startsWith('!');
    const meaning = isAlias ? 'is run by a shell' : telling.find(([pattern]) => pattern.test(key))?.[1];
    if (meaning === undefined || (ordinary.test(value) && !/helper$/.test(key))) return [];
    return [{ kind: 'git-setting', name: key, command: value, line, meaning }];
  });
}

interface GitSetting {
  /** `section.subsection.name`, lower case but for the subsection. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** Git's own form; a value may go on over lines that end with a backslash. */
function parseSettings(text: string): readonly GitSetting[] {
  const found: GitSetting[] = [];
  let section = '';
  for (const { text: raw, line } of linesOf(text)) {
    const header = /^\s{0,40}\[([\w.-]{1,100})(?:\s{1,10}"((?:[^"\\]|\\.){0,500})")?\]/.exec(raw);
    if (header)
      section = [header[1]?.toLowerCase(), header[2]].filter((part) => part !== undefined).join('.');
    const rest = header ? raw.slice(header[0].length) : raw;
    const setting = /^\s{0,40}([A-Za-z][\w-]{0,100})\s{0,10}(?:=\s{0,10}(.*))?$/.exec(rest);
    if (!setting || section === '') continue;
    const value = (setting[2] ?? 'true').replace(/\s{1,100}[#;].*$/, '').trim();
    found.push({
      key: `${section}.${setting[1]?.toLowerCase()}`,
      value: value.replace(/^"(.*)"$/, '$1'),
      line,
    });
  }
  return found;
}
