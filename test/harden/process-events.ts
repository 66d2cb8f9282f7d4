/** The start of a process as an endpoint sensor records it, and the launch that it is, if any. */
export interface ProcessEvent {
  readonly product: 'linux' | 'macos' | 'windows';
  readonly image: string;
  readonly commandLine: string;
  readonly launch?: string;
}

const flag = '--dangerously-skip-permissions';
const native = '/home/dana/.local/share/claude/versions/2.1.240';

export const processEvents: readonly ProcessEvent[] = [
  {
    product: 'linux',
    image: '/home/dana/.local/bin/claude',
    commandLine: `claude ${flag}`,
    launch: 'claude-skip-permissions',
  },
  {
    product: 'linux',
    image: native,
    commandLine: `${native} -p fix ${flag}`,
    launch: 'claude-skip-permissions',
  },
  {
    product: 'linux',
    image: '/usr/bin/node',
    commandLine: `node /usr/lib/node_modules/@anthropic-ai/claude-code/cli.js ${flag}`,
    launch: 'claude-skip-permissions',
  },
  {
    product: 'macos',
    image: '/opt/homebrew/bin/claude',
    commandLine: `claude ${flag} --model opus`,
    launch: 'claude-skip-permissions',
  },
  {
    product: 'windows',
    image: 'C:\\Users\\dana\\.local\\bin\\claude.exe',
    commandLine: `claude.exe ${flag}`,
    launch: 'claude-skip-permissions',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/claude',
    commandLine: 'claude --permission-mode bypassPermissions',
    launch: 'claude-bypass-mode',
  },
  {
    product: 'macos',
    image: '/usr/local/bin/claude',
    commandLine: 'claude --permission-mode=bypassPermissions -c',
    launch: 'claude-bypass-mode',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/claude',
    commandLine: 'claude --allow-dangerously-skip-permissions',
    launch: 'claude-allow-skip-permissions',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/claude',
    commandLine: 'claude -p x --permission-prompt-tool mcp__a__b',
    launch: 'claude-prompt-tool',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/codex',
    commandLine: 'codex exec --yolo',
    launch: 'codex-unattended',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/codex',
    commandLine: 'codex --dangerously-bypass-approvals-and-sandbox',
    launch: 'codex-unattended',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/gemini',
    commandLine: 'gemini --approval-mode=yolo',
    launch: 'gemini-unattended',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/copilot',
    commandLine: 'copilot --allow-all-tools',
    launch: 'copilot-unattended',
  },
  {
    product: 'linux',
    image: '/home/dana/.local/bin/droid',
    commandLine: 'droid exec --skip-permissions-unsafe',
    launch: 'droid-unattended',
  },
  {
    product: 'linux',
    image: '/home/dana/.local/bin/cursor-agent',
    commandLine: 'cursor-agent --force -p x',
    launch: 'cursor-unattended',
  },
  { product: 'linux', image: '/usr/local/bin/qwen', commandLine: 'qwen --yolo', launch: 'qwen-unattended' },
  {
    product: 'linux',
    image: '/home/dana/.local/bin/kiro-cli',
    commandLine: 'kiro-cli chat --trust-all-tools',
    launch: 'kiro-unattended',
  },
  { product: 'linux', image: '/usr/bin/gemini', commandLine: 'gemini -y', launch: 'gemini-unattended' },
  {
    product: 'macos',
    image: '/opt/homebrew/bin/gemini',
    commandLine: 'gemini -y -p go',
    launch: 'gemini-unattended',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/codex',
    commandLine: 'codex -a never -s danger-full-access',
    launch: 'codex-unattended',
  },
  {
    product: 'linux',
    image: '/home/dana/.local/bin/droid',
    commandLine: 'droid exec --auto high go',
    launch: 'droid-unattended',
  },
  {
    product: 'linux',
    image: '/home/dana/.opencode/bin/opencode',
    commandLine: 'opencode run --auto go',
    launch: 'opencode-unattended',
  },
  {
    product: 'linux',
    image: '/usr/local/bin/q',
    commandLine: 'q chat --trust-all-tools',
    launch: 'amazon-q-unattended',
  },
  { product: 'linux', image: '/usr/bin/gemini', commandLine: 'gemini -years' },
  { product: 'linux', image: '/usr/local/bin/codex', commandLine: 'codex -a on-request -s read-only' },
  { product: 'linux', image: '/home/dana/.local/bin/droid', commandLine: 'droid exec --auto low go' },
  { product: 'linux', image: '/usr/bin/grep', commandLine: `grep -rn -- ${flag} .` },
  { product: 'linux', image: '/usr/bin/git', commandLine: `git commit -m remove ${flag}` },
  { product: 'linux', image: '/usr/bin/vim', commandLine: `vim docs/claude ${flag}.md` },
  { product: 'linux', image: '/usr/local/bin/claude', commandLine: 'claude' },
  { product: 'linux', image: '/usr/local/bin/claude', commandLine: 'claude --permission-mode plan' },
  { product: 'macos', image: '/usr/local/bin/claude', commandLine: 'claude --permission-mode auto' },
  { product: 'linux', image: '/usr/local/bin/notclaude', commandLine: `notclaude ${flag}` },
  { product: 'windows', image: 'C:\\Windows\\System32\\findstr.exe', commandLine: `findstr ${flag} *.md` },
  { product: 'linux', image: '/usr/bin/node', commandLine: `node server.js ${flag}` },
  { product: 'linux', image: '/usr/bin/rm', commandLine: 'rm --force --yolo' },
];
