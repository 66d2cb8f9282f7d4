/** What a system call of the audit log does, by its name. */
const syscallNames = {
  connect: 'connect',
  bind: 'listen',
  exit_group: 'end',
  exit: 'end',
  execve: 'start',
  execveat: 'start',
  open: 'open',
  openat: 'open',
  openat2: 'open',
  creat: 'write',
  truncate: 'write',
} as const;
export type SyscallMeaning = (typeof syscallNames)[keyof typeof syscallNames];

/** Numbers by architecture (`arch=`): x86_64, aarch64, i386. */
const numbers: Readonly<Record<string, Readonly<Record<string, keyof typeof syscallNames>> | undefined>> = {
  c000003e: {
    '2': 'open',
    '42': 'connect',
    '49': 'bind',
    '59': 'execve',
    '60': 'exit',
    '76': 'truncate',
    '85': 'creat',
    '231': 'exit_group',
    '257': 'openat',
    '322': 'execveat',
    '437': 'openat2',
  },
  c00000b7: {
    '45': 'truncate',
    '56': 'openat',
    '93': 'exit',
    '94': 'exit_group',
    '200': 'bind',
    '203': 'connect',
    '221': 'execve',
    '281': 'execveat',
    '437': 'openat2',
  },
  '40000003': {
    '1': 'exit',
    '5': 'open',
    '8': 'creat',
    '11': 'execve',
    '92': 'truncate',
    '252': 'exit_group',
    '295': 'openat',
    '358': 'execveat',
    '361': 'bind',
    '362': 'connect',
    '437': 'openat2',
  },
};

/** @param name number, or the name that `ausearch -i` has for it */
export function meaningOf(arch: string | undefined, name: string | undefined): SyscallMeaning | undefined {
  if (name === undefined) return undefined;
  const known = numbers[arch ?? '']?.[name] ?? name;
  return Object.hasOwn(syscallNames, known) ? syscallNames[known as keyof typeof syscallNames] : undefined;
}
