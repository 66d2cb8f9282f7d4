import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';

/** They look at what runs or end it, and start nothing that could be meant by it. */
const lookers =
  /^(?:kill|killall|pkill|skill|xkill|taskkill|fuser|kill-port|fkill|stop-process|spps|pgrep|pidof|lsof|ps|ss|netstat|get-process|gps|grep|egrep|rg|cat|echo|sleep|awk|sed|head|tail|wc|sort|xargs|sudo|true)$/i;

/** Whoever is called so is mostly not the session’s: every program in that language, every window, every shell. */
const general =
  /^(?:node(?:js)?|python[\d.]*|java|ruby|php|perl|deno|bun|go|cargo|npm|npx|chrome|chromium|google[ -]chrome|firefox|safari|msedge|edge|electron|code|cursor|git|ssh|sshd|docker|bash|zsh|sh|cmd|powershell|pwsh|explorer|tmux|screen|next|test|server|main|app)(?:\.exe)?$/i;

/** The agent that runs the session, and those of other sessions: none is the session’s own. */
const agents =
  /^(?:claude(?:-code)?|codex|gemini(?:-cli)?|opencode|cursor-agent|copilot|qwen|aider|goose|amp|droid)(?:\.exe)?(?:$|\s+--?[a-z]|\|)/;

/** What starts the server of a project under a name that its command line does not tell. */
const startsServer =
  /^(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:dev|start|serve|preview|watch)|make (?:dev|run|serve|start|up)|next |vite\b|uvicorn |gunicorn |flask run|nodemon |rails s|python3? -m http\.server|python3? manage\.py runserver)/;
const servers =
  /vite|next[ -](?:dev|server|start)|webpack|nodemon|react-scripts|tsx watch|ng serve|astro|nuxt|esbuild/i;

/** What the server of a project mostly runs in. */
const nodes = /^node(?:js)?(?:\.exe)?$/;

const mostLines = 2000;
const longestLine = 400;

/** The programs that one session started, to tell what it ends of its own from what it ends of others. */
export class StartedPrograms {
  readonly #lines: string[] = [];
  #hasServer = false;

  observe({ commands }: Pick<CommandAnalysis, 'commands'>): void {
    for (const line of commands.flatMap(startedBy)) {
      if (startsServer.test(line)) this.#hasServer = true;
      if (this.#lines.length < mostLines) this.#lines.push(line);
    }
  }

  /**
   * Whether the session started what is meant, or works with that port.
   * @param target of the effect: `process vite --port 5173`, `process of lsof -ti:3000`, `terminal build:1`
   */
  owns(target: string): boolean {
    const what = target.replace(/^process /, '').toLowerCase();
    const pane = /^(?:of tmux|terminal) ([^\s:.]*)/.exec(what)?.[1];
    if (pane !== undefined) return this.#opened(pane);
    const ports = portsIn(what);
    if (ports.length > 0)
      return this.#hasServer || ports.every((port) => this.#lines.some((line) => hasNumber(line, port)));
    const pattern = patternOf(what);
    if (this.#hasServer && nodes.test(pattern)) return true;
    if (pattern.length < 4 || general.test(pattern) || agents.test(pattern)) return false;
    if (this.#hasServer && servers.test(pattern)) return true;
    return this.#lines.some((line) => line.includes(pattern));
  }

  /** A terminal that the session opened under that name; a number alone names a pane of the one it runs in. */
  #opened(name: string): boolean {
    const quoted = name.replaceAll(/[^\w]/g, '.');
    const opening = new RegExp(`^tmux .*new\\S* .*-[a-z]*[sn] ?["'=]*${quoted}\\b`);
    return this.#lines.some((line) => opening.test(line));
  }
}

function startedBy({ program, argv, remote }: SimpleCommand): readonly string[] {
  const line = argv.join(' ').toLowerCase().slice(0, longestLine);
  const isLook = remote !== undefined || lookers.test(program) || /kill|stop-process/.test(line);
  return isLook ? [] : [line];
}

/** `of lsof -ti tcp:3000`, `of port 3000/tcp` */
function portsIn(what: string): readonly string[] {
  if (!/^of (?:lsof|fuser|ss|netstat|port)\b/.test(what)) return [];
  return [...what.matchAll(/(?:^|[\s:=,])(\d{2,5})(?=$|[\s,/])/g)].flatMap(([, port]) => port ?? []);
}

/** The words that are looked for: `[v]ite` is `vite`, `of pgrep -f x` is `x`. */
function patternOf(what: string): string {
  const words = what.replace(/^of (?:pgrep|pidof|get-process|ps)\b/, '');
  return words
    .replaceAll(/(?:^|\s)-{1,2}[\w-]+(?=\s|$)/g, ' ')
    .replaceAll(/\[(\w)\]|\.\*|["'^$\\]/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function hasNumber(line: string, number: string): boolean {
  return new RegExp(`(?:^|\\D)${number}(?:\\D|$)`).test(line);
}
