// The registry of agents as a page. npm run docs writes agents.md.

export function agentsPage(agents) {
  return `${[
    '# Agents',
    'Made from `src/agents/` (`npm run docs`): one entry an agent, with its programs, packages, stores, switches, credentials and places for MCP servers, each with its source. Every part of the program asks this registry: `scan` and `harden` for what switches prompts off, `posture` for what is installed, `collect` for what to take along, `exposure` for credentials, `mcp` for servers, and the analysis of commands for programs and zones.',
    '## Sessions',
    'A store that is found and not read is a gap of the kind `unsupported`: no verdict is clean beside it.',
    "```text\n.vibe/logs/session: 188 sessions of Mistral Vibe, last written 2026-11-02, not read (unsupported)\n```",
    'Stores are looked for below every home, in the folders in which sessions worked, and in folders of a home: the first two levels, and three more where no repository is above them. A link out of the evidence is not followed, and one that leads nowhere hides what it led to: both are said. Of a place with more than 20,000 entries the newest are counted, and the gap says "at least". A database counts once there is a session in it. A session of another agent that was copied beside the work, or that is given by path, is known by how it begins. Settings and credentials without a session are no gap.',
    'A variable that moves a store is followed where a file sets it: profiles of shells (bash, zsh, ksh, fish, csh, PowerShell, Nushell) and what they read with `source`, `environment.d`, units of systemd, jobs of launchd, crontabs, scripts of the user’s own (`~/bin`, `~/.local/bin`), `.envrc`, settings of Claude Code and of editors; in the home, in projects and for the whole machine. A folder that it names and that is not in the evidence is a gap of the kind `missing`; `XDG_DATA_HOME` and its like count for agents that are installed. What is left of sessions (prompts, an index, requests to the model) is such a gap where none of them is there.',
    table(agents.filter(({ stores }) => stores.length > 0)),
    '## What is read of each',
    'A record of a form that is not known is counted (`sessions --format json` → `unclaimed`); one that may hold a call, a prompt or a mode is a gap. Where no version stands, the form is known from its public sources or samples, and no real file was at hand: an answer that stands on such records says so. A database is copied into a temporary folder with what stands in its log alone, and opened there: nothing is written beside the evidence, and a row is named by its table and key. Rows on damaged pages are a gap; the others are read.',
    ledger(agents),
    ...modesOfCodex,
    '## Further agents',
    `Known by program, extension or configuration; where they keep sessions on a machine, if at all, is not known: ${withoutStores(agents)}.`,
  ].join('\n\n')}\n`;
}

/** The same words as in src/transcripts/dialects/codex/approval.ts. */
const modesOfCodex = [
  '## What a mode of Codex means',
  [
    '| `approval_policy` | with a sandbox | `danger-full-access`, `external-sandbox`, or `permission_profile` `disabled` |',
    '|---|---|---|',
    '| `untrusted` | `default` | `default` |',
    '| `on-request`, `granular` | `default` | `auto`: runs what the program does not take for dangerous |',
    '| `on-failure` | `auto`: asks only to run again without the sandbox what failed in it | `auto` |',
    '| `never` | `dontAsk`: unattended, held by the sandbox | `bypassPermissions` |',
  ].join('\n'),
  "`recordedMode` has the record's own words: `never, danger-full-access`; `require_escalated` behind them is a call that asked to leave the sandbox. Where another model answers in the place of the human (`approvals_reviewer`), `default` becomes `auto`. Where no sandbox is recorded the mode is `unknown`. What the policies do: [`sandboxing.rs`](https://github.com/openai/codex/blob/main/codex-rs/core/src/tools/sandboxing.rs), [`exec_policy.rs`](https://github.com/openai/codex/blob/main/codex-rs/core/src/exec_policy.rs).",
  "A subagent's calls stand in its parent's session, with its own id as `agentId`. A call counts once by its `call_id`, however many files, events and compactions repeat it.",
];

function ledger(agents) {
  const rows = agents.flatMap(({ name, stores }) =>
    stores.flatMap(({ ledger: known }) =>
      known ? [`| ${name} | ${known.seen ?? 'none'} | ${known.reads} | ${known.leavesOut} |`] : [],
    ),
  );
  return ['| agent | versions in real files | read besides calls, results and prompts | not read |', '|---|---|---|---|', ...rows].join('\n');
}

function withoutStores(agents) {
  return agents
    .filter(({ stores }) => stores.length === 0)
    .map(({ name, documentation }) => `[${name}](${documentation})`)
    .join(', ');
}

function table(agents) {
  const rows = agents.flatMap((agent) =>
    agent.stores.map((store, index) => {
      const [name, moving] = index === 0 ? [`[${agent.name}](${agent.documentation})`, movedBy(agent)] : ['', ''];
      return `| ${name} | ${places(store)} | ${moving} | ${store.isRead ? 'yes' : 'not yet'} | [source](${store.source}) |`;
    }),
  );
  return ['| agent | stores | moved by | read | |', '|---|---|---|---|---|', ...rows].join('\n');
}

function movedBy({ movedBy: variables = {} }) {
  return Object.keys(variables)
    .map((variable) => `\`${variable}\``)
    .join(', ');
}

/** Paths of editors differ in the editor and the system alone: one stands for them. */
function places({ base, paths, session }) {
  const shown = [...new Map(paths.map((path) => [ofEditor(path), path])).values()];
  const from = base === 'project' ? 'project: ' : '';
  const what = session === 'database' ? ' (database)' : '';
  return shown.map((path) => `${from}\`${ofEditor(path).replaceAll('|', '\\|')}\`${what}`).join('<br>');
}

function ofEditor(path) {
  return path.replace(
    /^(?:(?:Library\/Application Support|\.config|AppData\/Roaming)\/[^/]+|\.[\w-]+\/data)\/User\//,
    '<editor>/User/',
  );
}
