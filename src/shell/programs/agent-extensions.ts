import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';

/** Verbs with which an installer puts something for agents to obey on a machine. */
const adds = /^(?:a|add|i|install|link|update|upgrade)$/;

const installs: Act = (call) => {
  const [verb = '', source = ''] = call.operands.map(({ text }) => text);
  if (adds.test(verb))
    call.emit('configure', `${call.program} ${verb} ${source}`.trim(), { zone: 'agent-config' });
  else call.emit('execute', call.program, { zone: 'outside' });
  return unknownStream;
};

const installer: Program = {
  options: {
    '-g|--global -y|--yes -l|--list --all --copy -f|--force': 'flag',
    '-a|--agent -s|--skill --client --target': 'value',
  },
  act: installs,
};

/** Takes what it is to install right behind its name. */
const withoutVerb: Program = {
  ...installer,
  act: (call) => {
    const source = call.operand(0);
    if (source !== '') call.emit('configure', `${call.program} ${source}`, { zone: 'agent-config' });
    return unknownStream;
  },
};

/**
 * Installers of skills, commands and plugins for coding agents: what they bring is read, and some of it run, by every
 * later session. https://github.com/vercel-labs/skills, https://github.com/numman-ali/openskills,
 * https://github.com/openclaw/clawhub, https://claude-plugins.dev
 */
export const agentExtensions: Programs = {
  skills: installer,
  openskills: installer,
  clawhub: installer,
  'claude-plugins': installer,
  'skills-installer': installer,
  'add-skill': withoutVerb,
};
