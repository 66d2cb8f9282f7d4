const calling = new Set(['tool', 'command', 'use_mcp_server', 'browser_action_launch']);

export const cline = {
  agent: 'cline',
  files: /\/tasks\/[^/]+\/ui_messages\.json$/,
  count(files) {
    const messages = files.flatMap(({ text }) => JSON.parse(text));
    const calls = messages.filter(({ say, ask }) => calling.has(say ?? ask));
    const unasked = calls.filter(({ type }) => type === 'say').length;
    return { calls: calls.length, 'calls that nobody was asked about': unasked };
  },
};
