import { copilotCli } from '../../agents/copilot-cli.ts';
import { goose } from '../../agents/goose.ts';
import type { Programs } from '../program.ts';
import { agentProgram } from './agent-program.ts';
import { gooseMigrations } from './framework-databases.ts';
import { deploymentTool } from './infrastructure.ts';
import { bunScript } from './interpreters.ts';
import { node } from './packages-node.ts';

/** Names that two programs have, told apart by the first operand. */
export const sharedNames: Programs = {
  /** Runs code and files of code, else it is a package manager. https://bun.sh/docs/runtime */
  bun: {
    options: { '-e|--eval -p|--print -r|--preload --cwd': 'value' },
    stopsAtOperand: true,
    variants: [{ when: /^$|\.[cm]?[jt]sx?$/, program: bunScript }],
    otherwise: node,
  },
  /** The tool for migrations of https://pressly.github.io/goose/, else the agent. */
  goose: {
    dashes: 'single',
    options: { '-dir -table': 'value' },
    variants: [
      {
        when: /^(?:up|up-by-one|up-to|down|down-to|redo|reset|status|create|fix|validate)$|^(?:postgres|mysql|sqlite3|mssql|redshift|tidb|clickhouse|vertica|ydb|turso|duckdb)$/,
        program: gooseMigrations,
      },
    ],
    otherwise: agentProgram(goose),
  },
  /** The tool for containers of https://aws.github.io/copilot-cli/, else the agent. */
  copilot: {
    options: { '-p|--prompt': 'value' },
    variants: [
      {
        when: /^(?:init|app|env|svc|job|task|pipeline|storage|secret|deploy|run|completion|docs)$/,
        program: deploymentTool,
      },
    ],
    otherwise: agentProgram(copilotCli),
  },
};
