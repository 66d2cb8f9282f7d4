import type { RouteId } from './routes.ts';

const isolate =
  'Run the agent in a container or virtual machine without credentials and with a closed network, as an unprivileged user; or drop the flag and allow the commands that it needs with permission rules.';
const settings =
  'Take the setting out, and allow the commands that are needed with permission rules. `permissions.disableBypassPermissionsMode: "disable"` in any settings file switches the mode off for everyone who reads it.';
const narrow = 'Allow the commands that are needed one by one: `Bash(npm test)`, `Bash(git diff *)`.';
const unset = 'Take the variable out: it is undocumented, and only loosens what is asked.';
const state =
  'Find out who accepted the mode on this account, when, and for which sessions: `yolo-triage sessions --mode bypassPermissions`.';

/** What to do about a place, by its route. */
export const remedies: Readonly<Record<RouteId, string>> = {
  'skip-permissions-flag': isolate,
  'bypass-mode-flag': isolate,
  'allow-skip-permissions-flag': isolate,
  'blanket-tools-flag': narrow,
  'prompt-tool-flag': 'Read the program that answers: it decides what runs.',
  'default-mode-setting': settings,
  'blanket-allow-rule': narrow,
  'skip-warning-setting': state,
  'bypass-accepted-state': state,
  'editor-allow-setting': settings,
  'editor-mode-setting': settings,
  'sdk-mode-option': isolate,
  'sdk-allow-option': isolate,
  'agent-frontmatter': 'Take `permissionMode` out of the definition, or set it to `default`.',
  'trust-variable': unset,
  'removal-prompt-variable': unset,
  'browser-prompt-variable': unset,
  'other-agent-flag': isolate,
  'other-agent-setting': isolate,
  'is-sandbox-export':
    'Take the variable out of the profile: it creates no sandbox, and lets every session of root skip its prompts.',
};
