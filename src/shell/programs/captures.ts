import type { Call } from '../call.ts';
import type { Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';

/** The memory of another process, with every secret in it. https://attack.mitre.org/techniques/T1003/ */
export function dumpsMemory(call: Call, process: string): void {
  call.emit('read', `memory of ${process}`, { zone: 'credentials' });
}

/** What a person types into a dialog that looks like the system's own. https://attack.mitre.org/techniques/T1056/002/ */
export function asksForPassword(call: Call): void {
  call.emit('read', 'password asked in a dialog', { zone: 'credentials' });
}

const dialogs: Program = {
  dashes: 'none',
  output: 'none',
  act: (call) => {
    if (call.argv.some(({ text }) => /^--(?:password|passwordbox|insecure)$/.test(text)))
      asksForPassword(call);
    return unknownStream;
  },
};

const captures = (what: string): Program => ({
  operands: 'write',
  output: 'none',
  act: (call) => {
    call.emit('read', what);
    return unknownStream;
  },
});

const clipboard = (reads: (call: Call) => boolean): Program => ({
  dashes: 'single',
  operands: 'value',
  act: (call) => {
    if (reads(call)) call.emit('read', 'clipboard');
    return unknownStream;
  },
});

function hasWord({ argv }: Call, word: RegExp): boolean {
  return argv.some(({ text }) => word.test(text));
}

/** What looks over the shoulder of a person or of another process. https://attack.mitre.org/tactics/TA0009/ */
export const personalCaptures: Programs = {
  'zenity kdialog dialog whiptail yad': dialogs,
  'systemd-ask-password ssh-askpass ksshaskpass get-credential': {
    act: (call) => {
      asksForPassword(call);
      return unknownStream;
    },
  },
  'screencapture scrot gnome-screenshot grim maim spectacle flameshot xwd': captures('screen'),
  'pbpaste wl-paste get-clipboard': clipboard(() => true),
  'xclip xsel': clipboard((call) => hasWord(call, /^(?:-o|-out|--output)$/)),
  'pbcopy wl-copy set-clipboard': clipboard(() => false),
  /** https://learn.microsoft.com/sysinternals/downloads/procdump */
  'procdump procdump64': {
    dashes: 'none',
    act: (call) => {
      const words = call.argv.slice(1).map(({ text }) => text);
      const process = words.find((word) => !/^[-/]/.test(word));
      if (process !== undefined && !words.some((word) => /^[-/](?:\?|h|help)$/i.test(word)))
        dumpsMemory(call, process);
      return unknownStream;
    },
  },
  'gcore gcore-1 sqldumper createdump': {
    options: { '-o -a -f': 'value' },
    act: (call) => {
      for (const { text } of call.operands) dumpsMemory(call, text);
      return unknownStream;
    },
  },
  'out-minidump': {
    act: (call) => {
      dumpsMemory(call, call.operand(0) || 'a process');
      return unknownStream;
    },
  },
};
