export const copilotCli = {
  agent: 'copilot-cli',
  files: /\.copilot\/session-state\/[^/]+\/events\.jsonl$/,
  count(files) {
    const calls = new Map();
    for (const { text } of files) {
      let isOff = false;
      for (const line of text.split('\n')) {
        if (line.trim() === '') continue;
        const { type, data } = JSON.parse(line);
        if (type === 'session.permissions_changed') isOff = data.allowAllPermissions;
        if (type === 'tool.execution_start' && !calls.has(data.toolCallId))
          calls.set(data.toolCallId, { isOff });
        const call = calls.get(data.toolCallId);
        if (type === 'tool.execution_complete' && call)
          Object.assign(call, { result: true, success: data.success });
      }
    }
    const all = [...calls.values()];
    return {
      calls: all.length,
      results: all.filter(({ result }) => result).length,
      'calls with prompts off': all.filter(({ isOff }) => isOff).length,
    };
  },
};
