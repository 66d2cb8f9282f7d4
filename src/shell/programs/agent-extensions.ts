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

/** Writes servers into the configuration of an agent, besides running by itself. */
const serverInstaller = (adding: RegExp): Program => ({
  options: {
    '-c|--client --config -k|--key -p|--profile -t|--type -n|--name --env --header --target': 'value',
    '-y|--yes -g|--global --all --oauth': 'flag',
  },
  act: (call) => {
    const words = call.operands.map(({ text }) => text).join(' ');
    call.emit('execute', call.argv[0]?.text ?? call.program);
    if (adding.test(words)) call.emit('configure', `MCP server ${words}`, { zone: 'agent-config' });
    return unknownStream;
  },
});

/**
 * Installers of MCP servers. https://smithery.ai/docs/concepts/cli, https://github.com/michaellatman/mcp-get,
 * https://github.com/supermemoryai/install-mcp, https://github.com/neondatabase/add-mcp
 */
const serverInstallers: Programs = {
  '@smithery/cli smithery @michaellatman/mcp-get mcp-get': serverInstaller(
    /^(?:mcp )?(?:install|add|i|uninstall|remove) /,
  ),
  'install-mcp add-mcp': serverInstaller(/^(?!list\b|search\b)./),
};

/**
 * Installers of skills, commands and plugins for coding agents: what they bring is read, and some of it run, by every
 * later session. https://github.com/vercel-labs/skills, https://github.com/numman-ali/openskills,
 * https://github.com/openclaw/clawhub, https://claude-plugins.dev
 */
export const agentExtensions: Programs = {
  ...serverInstallers,
  skills: installer,
  openskills: installer,
  clawhub: installer,
  'claude-plugins': installer,
  'skills-installer': installer,
  'add-skill': withoutVerb,
};
