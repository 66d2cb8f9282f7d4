import { findSecrets } from '../../secrets/find-secrets.ts';
import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** Programs behind a pipe that print what comes in, or a form of it. */
const passing =
  /^(?:cat|head|tail|less|more|bat|grep|egrep|rg|sed|awk|gawk|perl|cut|tr|jq|yq|tee|sort|uniq|base64|xxd|od|hexdump|rev|fold|column|nl|xargs|echo|python\d?|node|ruby|Select-Object|Select-String|Out-String|Out-Host|Format-List)$/i;

/**
 * Whether what a command prints went into another program and not into the recorded result, which shows no secret.
 * False where no result is recorded.
 */
export function isHandedOn(command: SimpleCommand, analysis: CommandAnalysis, call: ToolCall): boolean {
  const { commands } = analysis;
  const next = commands[commands.indexOf(command) + 1];
  if (next?.pipedFrom !== command.program || passing.test(next.program)) return false;
  const text = call.result?.text;
  return text !== undefined && text.length < longestSearched && findSecrets(text).length === 0;
}

const longestSearched = 64 * 1024;
