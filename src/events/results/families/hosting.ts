import type { ResultForm } from '../result-form.ts';

/** Programs of services that hold repositories, packages and sites. */
export const hosting: readonly ResultForm[] = [
  // https://cli.github.com/manual/, https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
  {
    programs: ['gh'],
    line: /^(?:gh: .{0,300}\(HTTP (?:4\d\d|5\d\d)\)|HTTP (?:4\d\d|5\d\d)[: ])/,
    shows: 'refused',
  },
  {
    programs: ['gh'],
    line: /^(?:To get started with GitHub CLI, please run|You are not logged into any|error connecting to|could not determine base repo|no (?:pull requests|default remote repository)|GraphQL: )/i,
    shows: 'refused',
  },
  {
    programs: ['gh'],
    line: /^(?:unknown (?:flag|command|shorthand flag)|accepts? .{1,40} arg|required flag)/,
    shows: 'never-started',
  },
  {
    programs: ['gh'],
    line: /^! (?:Pull request|Issue) .{1,200} (?:was already merged|is already (?:closed|merged))/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['gh'],
    line: /^(?:✓|√) (?:Created|Deleted|Merged|Squashed|Rebased|Closed|Edited|Archived|Renamed|Added|Set|Removed|Transferred|Published|Uploaded|Pushed)\b/,
    shows: 'done',
  },
  {
    // Without a terminal it prints the address alone; what it does afterwards may fail.
    programs: ['gh'],
    words: [/^repo$/, /^create$/],
    line: /^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/,
    shows: 'done',
  },
  // https://docs.gitlab.com/cli/
  {
    programs: ['glab'],
    words: [/^(?:repo|project)$/, /^create$/],
    line: /^(?:(?:✓|√|-) )?Created (?:repository|project) \S/,
    shows: 'done',
  },
  {
    programs: ['glab'],
    line: /^(?:ERROR|error|x )?:? ?(?:.{0,200}: )?(?:401|403|404) [{\w]/,
    shows: 'refused',
  },
  // https://docs.npmjs.com/cli/commands/npm-publish
  {
    programs: ['npm', 'pnpm', 'yarn', 'bun'],
    line: /^npm (?:ERR!|error) (?:code (?:E40\d|ENEEDAUTH|EOTP|E5\d\d|EPRIVATE|ENOTFOUND|ECONNREFUSED)|(?:40\d) )/,
    shows: 'refused',
  },
  {
    programs: ['npm', 'pnpm', 'yarn', 'bun'],
    line: /^npm (?:ERR!|error) (?:enoent|code ENOENT|Missing script|code ERESOLVE|code EUSAGE|Unknown command)/,
    shows: 'never-started',
  },
  {
    programs: ['yarn'],
    line: /^(?:error|➤ YN\d{4}:.{0,40}) ?.{0,40}(?:Command "\w+" not found|Couldn't find a package\.json)/,
    shows: 'never-started',
  },
  { programs: ['pnpm'], line: /^ ?ERR_PNPM_\w+/, shows: 'refused' },
  { programs: ['npm', 'pnpm'], line: /^\+ (?:@[\w.-]+\/)?[\w.-]+@\d/, shows: 'done', words: [/^publish$/] },
  { programs: ['npm'], line: /^- (?:@[\w.-]+\/)?[\w.-]+(?:@\d\S*)?$/, shows: 'done', words: [/^unpublish$/] },
  // https://twine.readthedocs.io/
  {
    programs: ['twine', 'uv', 'poetry', 'flit'],
    line: /^(?:ERROR {1,4}|error: |HTTPError: |\s*)(?:HTTPError: )?(?:HTTP )?(?:400|401|403|404|409)\b/,
    shows: 'refused',
    words: [/^(?:upload|publish)$/],
  },
  { programs: ['twine'], line: /^View at:$/, shows: 'done' },
  // https://docs.cargo.io, https://guides.rubygems.org/publishing/
  {
    programs: ['cargo'],
    line: /^error: (?:failed to publish|no upload token|api errors|the remote server responded|could not find `Cargo\.toml`|no such command)/,
    shows: 'refused',
  },
  {
    programs: ['gem'],
    line: /^(?:Access Denied|ERROR: {1,2}(?:While executing|Could not)|There was a problem)/,
    shows: 'refused',
  },
  { programs: ['gem'], line: /^Successfully (?:registered|yanked|installed) /, shows: 'done' },
  // https://vercel.com/docs/cli, https://docs.netlify.com/cli/get-started/, https://fly.io/docs/flyctl/, https://devcenter.heroku.com/articles/heroku-cli
  {
    programs: [
      'vercel',
      'netlify',
      'fly',
      'flyctl',
      'heroku',
      'railway',
      'render',
      'wrangler',
      'firebase',
      'supabase',
      'doctl',
      'hcloud',
      'surge',
    ],
    line: /^(?:Error|error|ERROR|✘|×|›|✖| ?›)[:! ].{0,200}?(?:not (?:logged in|authenticated|found|authori[sz]ed)|No existing credentials|[Uu]nauthori[sz]ed|invalid (?:token|credentials)|Invalid access token|[Aa]ccess token not provided|[Pp]lease (?:log in|login|run .{1,40}login)|no access token|[Ff]orbidden|40[134]\b|Couldn't find|does not exist|Failed to authenticate)/,
    shows: 'refused',
  },
  {
    programs: ['vercel', 'netlify', 'surge', 'firebase', 'wrangler'],
    line: /^(?:✅|✔|✓|√)? ? ?(?:Production: https|Deploy(?:ed| complete| is live)|Success! |Uploaded |Published )/i,
    shows: 'done',
  },
  {
    programs: ['supabase'],
    line: /^(?:Finished supabase |Resetting (?:local|remote) database)/,
    shows: 'done',
  },
];
