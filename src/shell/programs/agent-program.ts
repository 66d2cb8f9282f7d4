import type { Agent } from '../../agents/agent.ts';
import type { OptionMeaning } from '../argument-syntax.ts';
import type { Act, Program } from '../program.ts';
import { unknownStream } from '../stream.ts';

/** Options that most agents have. */
const common: Readonly<Record<string, OptionMeaning>> = {
  '-p|--print -c|--continue -v|--verbose': 'flag',
  '--model -r|--resume --output-format --permission-mode --settings --mcp-config --allowedTools --disallowedTools --append-system-prompt --add-dir --max-turns':
    'value',
  '--dangerously-skip-permissions --full-auto': 'forced',
};

/** What a coding agent may do is decided by its own flags. */
export function agentProgram({ unattended }: Pick<Agent, 'unattended'>): Program {
  const { flags = [], ownFlags = [], values = {} } = unattended ?? {};
  const forced = [...flags, ...ownFlags].join(' ');
  const valued = Object.keys(values).join(' ');
  return {
    options: { ...common, ...(forced && { [forced]: 'forced' }), ...(valued && { [valued]: 'value' }) },
    act: starts,
  };
}

const asksItself = /^(?:config|doctor|update|--version|mcp|auth|login|logout|setup-token|install)$/;
/** What others wrote for the agent to obey. https://code.claude.com/docs/en/plugins-reference#cli-commands-reference */
const extensions = /^(?:plugins?|extensions?|skills?)$/;
const bringsOne = /^(?:i|install|add|link|enable|update|marketplace add|marketplace update)$/;
const changes = /^(?:add|add-json|remove|set|import|reset-project-choices)/;

const starts: Act = (call) => {
  const verb = call.operand(0);
  if (extensions.test(verb)) {
    const second = call.operand(1);
    const deed = second === 'marketplace' ? `${second} ${call.operand(2)}` : second;
    const words = call.operands.map(({ text }) => text).join(' ');
    if (bringsOne.test(deed)) call.emit('configure', `${call.program} ${words}`, { zone: 'agent-config' });
  } else if (!asksItself.test(verb)) call.emit('execute', `agent ${call.program}`, { certainty: 'certain' });
  else if (/^(?:mcp|config)$/.test(verb) && changes.test(call.operand(1))) {
    const what = `${call.program} ${verb} ${call.operand(1)} ${call.operand(2)}`.trim();
    call.emit('configure', what, { zone: 'agent-config' });
  }
  return unknownStream;
};
