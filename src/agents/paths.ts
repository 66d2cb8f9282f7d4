/** Per-user application data on macOS, Linux and Windows; an evidence home of any of them may be read anywhere. */
export function appData(path: string): readonly string[] {
  return ['Library/Application Support', '.config', 'AppData/Roaming'].map((folder) => `${folder}/${path}`);
}

const codeFamily = [
  'Code',
  'Code - Insiders',
  'VSCodium',
  'Cursor',
  'Windsurf',
  'Trae',
  'Qoder',
  'Antigravity',
];
const codeServers = ['.vscode-server', '.vscode-server-insiders', '.vscode-remote', '.cursor-server'];

/** Below the `User` folder of every editor of the VS Code family, remote hosts included. */
export function codeUser(path: string, family: readonly string[] = codeFamily): readonly string[] {
  return [
    ...family.flatMap((editor) => appData(`${editor}/User/${path}`)),
    ...codeServers.map((server) => `${server}/data/User/${path}`),
  ];
}
