/** A program that is run for its outcome: what it prints where the answer is yes, and where it is no. */
export interface Question {
  readonly programs: readonly string[];
  readonly words?: readonly RegExp[];
  /** Of a whole line; absent where it prints nothing. */
  readonly yes?: RegExp;
  readonly no?: RegExp;
}

/** In their place stands `&&`, `||` or `if`: what hangs on them is a branch. */
export const questions: readonly Question[] = [
  { programs: ['test', '[', 'true', 'false', 'cmp', 'mountpoint', 'getent'] },
  { programs: ['grep', 'egrep', 'fgrep', 'rg'], words: [/^-(?:\w*q|-quiet)/] },
  { programs: ['grep', 'egrep', 'fgrep', 'rg', 'diff'] },
  // https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#is-active%20PATTERN%E2%80%A6
  {
    programs: ['systemctl'],
    words: [/^is-(?:active|enabled|system-running)$/],
    yes: /^(?:active|enabled|static|alias|indirect|running|reloading)$/,
    no: /^(?:inactive|failed|disabled|masked|activating|deactivating|unknown|not-found|degraded|offline)$/,
  },
  {
    programs: ['systemctl', 'service'],
    words: [/^status$/],
    yes: /^\s*(?:Active: active|.{1,200} is running)/,
    no: /^(?:Unit .{1,255} could not be found|\s*Active: (?:inactive|failed))/,
  },
  {
    programs: ['which', 'type', 'command', 'whereis', 'hash'],
    yes: /^(?:\/\S{1,400}|[\w.-]{1,100} is (?:\/|a |hashed|aliased))/,
    no: /(?:no \S{1,200} in \(|not found)/,
  },
  { programs: ['pgrep', 'pidof', 'lsof', 'fuser'], yes: /^(?:\d+(?: \d+)*|COMMAND {1,20}PID)/ },
  {
    programs: ['ls', 'stat', 'file', 'readlink', 'realpath'],
    no: /^(?:ls|stat|file|readlink|realpath): .{1,1000}: No such file/,
  },
  { programs: ['nc', 'ncat'], words: [/^-\w*z/], yes: /(?:succeeded!|open$)/, no: /(?:refused|timed out)/ },
  { programs: ['curl', 'ping', 'wget'], no: /^(?:curl: \(\d+\)|ping: |wget: )/ },
  {
    programs: ['pg_isready'],
    yes: / - accepting connections$/,
    no: / - (?:no response|rejecting connections)$/,
  },
  {
    programs: ['git'],
    words: [
      /^(?:rev-parse|diff|show-ref|ls-files|merge-base|status|ls-remote|cat-file|check-ignore|config)$/,
    ],
    no: /^fatal: /,
  },
  {
    programs: ['docker', 'podman'],
    words: [/^(?:ps|inspect|info|images|version)$/],
    no: /^(?:Error|Cannot connect)/,
  },
  { programs: ['gh'], words: [/^(?:view|list|status)$/], no: /^(?:GraphQL: |HTTP 4|no )/ },
  { programs: ['kubectl'], words: [/^get$/], no: /^(?:Error from server|The connection)/ },
  {
    programs: ['id', 'dpkg', 'rpm', 'npm', 'pip', 'brew', 'jq', 'node', 'python3'],
    words: [/^(?:-l|-s|-q|-u|ls|show|list|-e|--version)$/],
  },
];
