import type { DataEntry } from './data-node.ts';

/** What the value of a key is for, as far as its name says. */
export type KeyRole = 'script' | 'arguments' | 'prose' | 'pattern' | 'environment' | 'other';

const roles: readonly (readonly [KeyRole, RegExp])[] = [
  [
    'pattern',
    /^(?:.*(?:deny|denied|block(?:ed|list)?|forbid|forbidden|disallow|banned?|prohibit|blacklist|denylist|regex|pattern|keyword|signature|indicator|detect|condition|contains|endswith|startswith|matche?s|query|expected|assert|exclude|not_in|never)\w*|ask|match|where|rule|logsource|selection\w*|filter\w*|falsepositives)$/i,
  ],
  [
    'prose',
    /^(?:.*_)?(?:description|desc|display|text|prompt|prompts|message|messages|msg|title|body|help|note|notes|summary|comment|comments|reason|label|about|cached_?changelog|changelog|pasted_?contents?|contents?|example|examples|documentation|docs|doc|readme|question|answer|instructions?|thinking|stdout|stderr|output|log|caption|tooltip|placeholder|markdown(?:description)?|search|result|purpose|rationale|evidence|risk|remediation|recommendation|detail|details|explanation|system_prompt|usage|hint|warning|history|transcript|input|last_?prompt|first_?prompt|name|title)$/i,
  ],
  [
    'script',
    /^(?:run|script|scripts|command|commands|cmd|cmds|cmdline|command_?line|exec|execute|executable|exec_?start(?:_?(?:pre|post))?|entrypoint|shell|bash|sh|zsh|pwsh|powershell|win_shell|win_command|raw|inline|inline_?script|before_?script|after_?script|(?:pre|post|on|initialize|update)?\w*command|runcmd|bootcmd|tasks|hooks?|install|build|test|start|deploy|dev|launch|launcher|program|provision|user_?data|startup_?script|arguments_?string|start_?command|windows|panes|recipe)$/i,
  ],
  [
    'arguments',
    /^(?:.*[_-])?(?:args|arguments|argv|flags|options|opts|cli_?args|claude_?args|extra_?args|params|switches)$/i,
  ],
  [
    'environment',
    /^(?:env|environment|envs|variables|vars|env_?vars|environment_?variables|container_?env|remote_?env|build_?args|default_?env)$/i,
  ],
];

export function roleOf(key: string): KeyRole {
  const plain = key
    .replace(/^(?:ansible\.(?:builtin|windows)\.|community\.\w+\.)/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2');
  for (const [role, pattern] of roles) if (pattern.test(plain) || pattern.test(key)) return role;
  return 'other';
}

/** Maps whose keys are names that their authors choose: of jobs, services, scripts. They say nothing of the values. */
export const namesOfUsers =
  /^(?:jobs|services|scripts|tasks|targets|stages|commands|recipes|aliases|hooks|steps|x-.*|processes|programs|functions|pipelines|agents|profiles|environments)$/i;

/** Lists of what is refused, whatever stands in their items. */
const refusal =
  /^(?:.*[_-])?(?:deny|denied|blocked|forbidden|disallowed?|banned|prohibited|blacklist|denylist|blocklist)(?:[_-].*|[A-Z].*)?$/;

/**
 * Whether nothing below a key counts: a text for readers, or a text that is looked for. A map is never silenced by the
 * name of its key, for that may be anybody's name for a job.
 * @param path keys above it
 * @param isKnown the program that reads the file is known, so that lists of maps are its own
 */
export function silences({ key, node }: DataEntry, path: readonly string[], isKnown: boolean): boolean {
  const role = roleOf(key);
  if ((role !== 'pattern' && role !== 'prose') || node.entries) return false;
  if (namesOfUsers.test(path.at(-1) ?? '')) return false;
  const holdsMaps = node.items?.some((item) => item.entries !== undefined) ?? false;
  return !holdsMaps || (!isKnown && refusal.test(key));
}
