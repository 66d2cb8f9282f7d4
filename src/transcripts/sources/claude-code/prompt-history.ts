import { join } from 'node:path';
import { whereLinksLead } from '../../../evidence/configuration/follow-links.ts';
import { type Home, referencePath } from '../../../evidence/home.ts';
import { objectIn } from '../../../evidence/lines/whole-objects.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { textOf } from '../../../json-object.ts';

/** A prompt that somebody typed, as the list remembers it from which earlier prompts are called up. */
export interface TypedPrompt {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent in lists of versions that did not note it. */
  readonly sessionId?: string;
  /** Folder in which the agent was started, as the evidence writes it. */
  readonly project?: string;
  readonly line: number;
}

/** The prompts of one of the agent's folders that begin a turn. */
export interface PromptHistory {
  /** As gaps name it: `.claude/history.jsonl`. */
  readonly place: string;
  readonly prompts: readonly TypedPrompt[];
}

const historyBytes = 32 * 1024 * 1024;

/** Commands that the program answers itself. https://code.claude.com/docs/en/commands */
const answeredByProgram: ReadonlySet<string> = new Set(
  `add-dir agents allowed-tools android app background bashes branch bug cd changelog chrome clear color compact config
  context continue copy cost desktop diff doctor effort exit export extra-usage fast feedback focus fork goal heapdump
  help hooks ide install-github-app install-slack-app ios keybindings keybindings-setup login logout mcp memory
  migrate-installer mobile model new output-style passes permissions plan plugin plugins powerup privacy-settings
  pro-trial-expired quit release-notes reload-plugins remote-control remote-env rename reset resume rewind sandbox
  scroll-speed session settings setup-bedrock setup-vertex share skills stats status statusline stickers stop tag tasks
  team-onboarding teleport terminal-setup theme todos tui upgrade usage usage-credits vim voice web-setup
  workflows`.split(/\s+/),
);

/** @param configuration the agent's folder, absolute */
export function promptHistory(home: Home, configuration: string): PromptHistory {
  const path = join(configuration, 'history.jsonl');
  const lines = readHead(whereLinksLead(path, home) ?? '', historyBytes).split('\n');
  const prompts = lines.flatMap((text, index) => promptIn(text, index + 1));
  return { place: referencePath(home, path), prompts };
}

function promptIn(text: string, line: number): TypedPrompt[] {
  const { timestamp: at, display, sessionId, project } = objectIn(text) ?? {};
  if (typeof at !== 'number' || !beginsTurn(textOf(display) ?? '')) return [];
  const [session, folder] = [textOf(sessionId), textOf(project)];
  return [
    {
      at,
      line,
      ...(session !== undefined && { sessionId: session }),
      ...(folder !== undefined && { project: folder }),
    },
  ];
}

/** `!` is a command of the human's own, `#` a note; what is left is for the agent, own commands among it. */
function beginsTurn(display: string): boolean {
  const words = display.trim();
  if (words === '' || /^[!#]/.test(words) || /^(?:exit|quit)$/i.test(words)) return false;
  const command = /^\/([\w-]+)(?:\s|$)/.exec(words)?.[1];
  return command === undefined || !answeredByProgram.has(command);
}
