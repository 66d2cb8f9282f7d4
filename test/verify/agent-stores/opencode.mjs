export const opencode = {
  agent: 'opencode',
  files: /\/ses_[^/]*\.json$/,
  areNamed: true,
  count(files) {
    const calls = new Map();
    const subagents = new Set();
    for (const { text } of files) {
      const { info, messages } = JSON.parse(text);
      for (const { id, type, tool, state } of messages.flatMap(({ parts }) => parts)) {
        // An id that was taken out before the export was published is that of many calls.
        if (type !== 'tool') continue;
        const key = id === 'REDACTED' ? JSON.stringify([tool, state.input]) : id;
        if (calls.has(key)) continue;
        calls.set(key, { tool, state, isSubagent: info.parentID !== undefined });
        if (info.parentID !== undefined) subagents.add(info.id);
      }
    }
    const all = [...calls.values()];
    const isFailed = ({ tool, state }) =>
      tool === 'bash' && state.status === 'completed' && state.metadata.exit > 0;
    const isSucceeded = ({ tool, state }) =>
      state.status === 'completed' && (tool !== 'bash' || state.metadata.exit === 0);
    return {
      calls: all.length,
      results: all.filter(({ state }) => ['completed', 'error'].includes(state.status)).length,
      'calls that succeeded': all.filter(isSucceeded).length,
      'calls that failed': all.filter(isFailed).length,
      'calls of subagents': all.filter(({ isSubagent }) => isSubagent).length,
      subagents: subagents.size,
    };
  },
};
