/** A document of one conversation; those of journals are counted nowhere. */
export const geminiCli = {
  agent: 'gemini-cli',
  files: /\.gemini\/tmp\/[^/]+\/chats\/.*\.json$/,
  count(files) {
    const documents = files.map(({ text }) => JSON.parse(text));
    const calls = new Map(
      documents
        .flatMap(({ messages }) => messages.flatMap(({ toolCalls = [] }) => toolCalls))
        .map((call) => [call.id, call]),
    );
    const ended = [...calls.values()].filter(({ status }) =>
      ['success', 'error', 'cancelled'].includes(status),
    );
    return { calls: calls.size, results: ended.length };
  },
};
