import { isFiller } from '../../secrets/is-filler.ts';
import { isMadeUp } from '../../secrets/is-made-up.ts';
import { isMasked } from '../../secrets/is-masked.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** `TOKEN=… program`, `export TOKEN=…`, `docker run -e TOKEN=…`: the name stands at the start of a word. */
const variable =
  /(?<=^|[\s;&|(])(?!\w*(?:PUBLIC|ANON|PUBLISHABLE|_TEST_))[A-Z][A-Z0-9_]{0,60}?(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|PRIVATE_KEY|ROLE_KEY|SECRET_KEY|AUTH_KEY|_PAT|_PASS)=(?:"([^"\s$`]{12,2000})"|'([^'\s]{12,2000})'|([^\s"'$`;&|()<>]{12,2000}))/g;

/** A token in place of the user, or behind one: `https://ghp_…@github.com/acme/shop`. */
const address = /\bhttps?:\/\/(?:[\w.-]{1,60}:)?([\w-]{20,255})@[\w.-]+/g;

/** Headers of a request in the words of a program's text: `@{Authorization = "Bearer …"}`, `$h.Add('X-Api-Key', '…')`, `{Authorization: 'Bearer …'}`. */
const header =
  /\b(?:(?:proxy-)?authorization["']?\]?\s{0,9}[=:,]\s{0,9}["'](?:bearer|token|basic)\s{1,4}|(?:x-)?(?:api-?key|auth-token|access-token)["']?\]?\s{0,9}[=:,]\s{0,9}["']|private-token["']?\]?\s{0,9}[=:,]\s{0,9}["']|cookie["']?\]?\s{0,9}[=,]\s{0,9}["'][\w.-]{1,80}=)([^\s"'`$;]{12,4000})/gi;

/** A variable of PowerShell: `$token = "…"`, `$env:SHOP_TOKEN = '…'`. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_variables */
const powershellVariable =
  /\$(?:env:)?(?!\w{0,60}(?:public|anon))\w{0,60}?(?:token|secret|passw(?:or)?d|api_?key|access_?key|service_?key|bearer|jwt|_pat)\s{0,9}=\s{0,9}["'](?:bearer\s{1,4})?([^\s"'`$]{12,4000})["']/gi;

const longestCommand = 32 * 1024;

/** Programs that only show or look for words. */
const printing = /^(?:echo|printf|grep|egrep|rg|ag|sed|awk|cat|jq|tee|head|tail|cd|test|true|:)$/;

/**
 * Whether the words of a command hold a secret that is given to a program by a variable, in a header or in an address; not where a
 * query of its own speaks of the words, and not what is written into a file.
 */
export function givesSecret({ input, outcome }: ToolCall, { commands, effects }: CommandAnalysis): boolean {
  const { command } = input;
  if (typeof command !== 'string' || outcome === 'not-run') return false;
  if (commands.every(({ program }) => printing.test(program))) return false;
  if (effects.some(({ traits }) => traits?.includes('inline'))) return false;
  const [text = ''] = command.slice(0, longestCommand).split(/<<-?\s*["'\\]?\w/);
  return (
    [...text.matchAll(variable)].some(([, ...values]) => isSecret(values.find(Boolean) ?? '')) ||
    [...text.matchAll(address)].some(([, token = '']) => isSecret(token)) ||
    (!isAllLocal(text) &&
      inCode.some((form) => [...text.matchAll(form)].some(([, value = '']) => isSecret(value))))
  );
}

const inCode: readonly RegExp[] = [header, powershellVariable];

/** Nobody but this machine is asked. */
function isAllLocal(text: string): boolean {
  const hosts = [...text.matchAll(/\bhttps?:\/\/(?:[^\s/@"']{1,300}@)?([^\s/:?#"']{1,260})/g)].map(
    ([, host = '']) => host,
  );
  return hosts.length > 0 && hosts.every(isLocalTarget);
}

function isSecret(value: string): boolean {
  if (!/\d/.test(value) || !/[a-z]/i.test(value) || /^(?:\/|\.|https?:|file:)/.test(value)) return false;
  return !isFiller(value) && !isMadeUp(value) && !isMasked(value);
}
