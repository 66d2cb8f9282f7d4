import { home } from './image.mjs';

const sessionId = 'a1000001-5a5a-4b4b-8c8c-feed00000001';

/** One session of Claude Code with prompts off, as its version 2.1.221 writes it. */
export class Transcript {
  #records = [];
  #calls = 0;
  #cwd;

  constructor(cwd) {
    this.#cwd = cwd;
  }

  /** Where the session's file lies, as the evidence says. */
  get path() {
    return `${home}/.claude/projects/${this.#cwd.replace(/[^A-Za-z0-9]/g, '-')}/${sessionId}.jsonl`;
  }

  get text() {
    return this.#records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  prompt(text, at) {
    this.#add('user', at, { message: { role: 'user', content: text }, permissionMode: 'bypassPermissions' });
  }

  /** The agent asks for a tool. @returns the id of the call */
  use(name, input, { at, cwd = this.#cwd }) {
    this.#calls += 1;
    this.#cwd = cwd;
    const id = `toolu_01M${String(this.#calls).padStart(21, '0')}`;
    this.#assistant([{ type: 'tool_use', id, name, input }], at);
    return id;
  }

  /** What the tool answered. */
  result(id, content, { at, toolUseResult, isError = false }) {
    const block = { tool_use_id: id, type: 'tool_result', content, is_error: isError };
    this.#add('user', at, { message: { role: 'user', content: [block] }, toolUseResult });
  }

  /** What a shell command printed. */
  shellResult(id, { output, code }, at) {
    if (code === 0) {
      const toolUseResult = { stdout: output, stderr: '', interrupted: false, isImage: false };
      this.result(id, output, { at, toolUseResult });
    } else {
      const text = `Exit code ${code}\n${output}`;
      this.result(id, text, { at, toolUseResult: `Error: ${text}`, isError: true });
    }
  }

  say(text, at) {
    this.#assistant([{ type: 'text', text }], at);
  }

  #assistant(content, at) {
    const number = this.#records.length;
    const usage = { input_tokens: 9, output_tokens: 40 };
    const stop = content[0].type === 'tool_use' ? 'tool_use' : 'end_turn';
    const message = { id: `msg_${number}`, type: 'message', role: 'assistant', model: 'claude-opus-4-5' };
    this.#add('assistant', at, {
      requestId: `req_${number}`,
      message: { ...message, content, stop_reason: stop, usage },
    });
  }

  #add(type, at, more) {
    const number = this.#records.length + 1;
    const uuid = (count) => `00000001-0000-4000-8000-${String(count).padStart(12, '0')}`;
    this.#records.push({
      parentUuid: number === 1 ? null : uuid(number - 1),
      isSidechain: false,
      userType: 'external',
      cwd: this.#cwd,
      sessionId,
      version: '2.1.221',
      gitBranch: 'main',
      type,
      uuid: uuid(number),
      timestamp: new Date(at).toISOString(),
      ...more,
    });
  }
}
