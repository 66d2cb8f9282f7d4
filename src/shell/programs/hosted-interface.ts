import type { Call } from '../call.ts';
import type { Action } from '../effect.ts';
import type { Act } from '../program.ts';
import { joinOrigins, unknownStream } from '../stream.ts';

/** What is sent to the interface of a forge. */
interface Request {
  readonly method: string;
  /** Without a leading slash or a host. */
  readonly path: string;
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Parts of a project whose change opens it, or takes a check away.
 * https://docs.github.com/rest, https://docs.gitlab.com/api/rest/
 */
const settings =
  /\/(?:protection|protected_branches|rulesets|permissions|environments|hooks|collaborators|invitations|members|memberships|teams|interaction-limits|vulnerability-alerts|automated-security-fixes|default-setup|push_rule|approvals?|approval_rules)(?:\/|$|\?)|^(?:repos\/[^/]+\/[^/]+|projects\/[^/]+|orgs\/[^/]+)\/?$/;

/** Keys that may log in or push. */
const keys = /(?:^|\/)(?:keys|deploy_keys|gpg_keys|ssh_signing_keys)(?:\/|$|\?)/;

/** A request that is merged or approved by it. */
const merging = /\/(?:pulls\/\d+\/(?:merge|reviews)|merge_requests\/\d+\/(?:merge|approve))(?:\?|$)/;

/** `gh api`, `glab api`: reads unless a method or a field says otherwise. https://cli.github.com/manual/gh_api */
export const callsInterface: Act = (call) => {
  const words = call.arguments.rest.slice(1).map(({ text }) => text);
  const request = requestOf(words);
  const target = `${call.program} api ${request.path}`.slice(0, 200);
  const action = actionOf(request, words);
  if (action === 'read') call.emit('read', target, { traits: ['remote'] });
  else
    call.emit(action, target, {
      traits: action === 'delete' ? ['remote', 'irreversible'] : ['remote'],
      origins: joinOrigins(call.arguments.rest),
    });
  return unknownStream;
};

function actionOf({ method, path }: Request, words: readonly string[]): Action {
  if (path === 'graphql') {
    const mutation = words.find((word) => /\bmutation\b/.test(word));
    if (mutation === undefined) return 'read';
    return /[{\s](?:\w+\s*:\s*)?(?:delete|remove)[A-Z]\w*\s*\(/.test(mutation) ? 'delete' : 'write';
  }
  if (reading.has(method)) return 'read';
  if (method === 'DELETE') return 'delete';
  if (merging.test(path)) return 'publish';
  if (keys.test(path)) return 'escalate';
  return settings.test(path) ? 'configure' : 'write';
}

function requestOf(words: readonly string[]): Request {
  const given = optionValue(words, ['-X', '--method']);
  const sends = words.some((word) => /^(?:-f|-F|--field|--raw-field|--input)(?:=|$|\w)/.test(word));
  return { method: (given ?? (sends ? 'POST' : 'GET')).toUpperCase(), path: pathIn(words) };
}

function optionValue(words: readonly string[], names: readonly string[]): string | undefined {
  const at = words.findIndex((word) => names.includes(word));
  if (at !== -1) return words[at + 1];
  const attached = words.find((word) => /^(?:-X[A-Za-z]|--method=)/.test(word));
  return attached?.replace(/^(?:-X|--method=)/, '');
}

/** Options that take the next word. */
const takesValue: ReadonlySet<string> = new Set(
  '-X --method -f -F --field --raw-field --input -H --header -q --jq -t --template --cache -p --preview --hostname'.split(
    ' ',
  ),
);

function pathIn(words: readonly string[]): string {
  const path = words.find((word, index) => !word.startsWith('-') && !takesValue.has(words[index - 1] ?? ''));
  return (path ?? 'api').replace(/^https?:\/\/[^/]+\/(?:api\/v\d+\/)?/, '').replace(/^\//, '');
}

/** `gh pr merge`, `gh pr review --approve`: what others were to look at goes on without them. */
export const goesAhead =
  (what: string): Act =>
  (call) => {
    const isForced = call.arguments.rest.some(({ text }) => text === '--admin');
    call.emit('publish', `${call.program} ${what} ${call.arguments.rest[2]?.text ?? ''}`.trim(), {
      traits: isForced ? ['forced', 'remote'] : ['remote'],
    });
    return unknownStream;
  };

/** A review says more than words only where it approves. */
export const reviews: Act = (call) => {
  if (hasOption(call, /^(?:-a|--approve)$/)) return goesAhead('pr review --approve')(call);
  call.emit('write', `${call.program} pr review ${call.arguments.rest[2]?.text ?? ''}`.trim(), {
    traits: ['remote'],
  });
  return unknownStream;
};

/** A repository that is made for everybody to see, or opened afterwards. */
export const setsVisibility: Act = (call) => {
  const given = call.arguments.rest.slice(0, 3).map(({ text }) => text);
  const words = given.filter((word) => !word.startsWith('-'));
  const line = call.arguments.rest.map(({ text }) => text).join(' ');
  const isOpened = /(?:^| )(?:--public|--visibility[ =](?:public|internal))(?: |$)/.test(line);
  const target = [call.program, ...words, ...(isOpened ? ['public'] : [])].join(' ');
  call.emit(isOpened ? 'publish' : 'write', target, { traits: ['remote'] });
  return unknownStream;
};

function hasOption(call: Call, option: RegExp): boolean {
  return call.arguments.rest.some(({ text }) => option.test(text));
}
