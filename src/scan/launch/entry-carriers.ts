import { around, type Carrier } from './carrier.ts';

/** What starts a command as another user, as the first process of a container, or with limits and labels of its own. */
export const entryCarriers: Readonly<Record<string, Carrier>> = {
  // https://man7.org/linux/man-pages/man1/setpriv.1.html
  setpriv: {
    ...around({
      '--reuid --regid --ruid --euid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile':
        'value',
      '--reset-env': 'flag',
    }),
    clears: ['--reset-env'],
  },
  chroot: around({ '--userspec --groups': 'value' }, 1),
  // https://github.com/tianon/gosu, https://github.com/ncopa/su-exec: a user, then the command.
  'gosu su-exec setuidgid s6-setuidgid setuser': around({}, 1),
  // https://smarden.org/runit/chpst.8, https://cr.yp.to/daemontools/softlimit.html
  'chpst softlimit s6-softlimit': around({
    '-u -U -e -/ -n -l -L -m -d -o -p -f -c -r -t -s -a': 'value',
    '-v -P -0 -1 -2': 'flag',
  }),
  'envuidgid s6-envuidgid envdir s6-envdir': around({ '-I -i -f -n': 'flag' }, 1),
  // https://github.com/krallin/tini, https://github.com/openSUSE/catatonit
  'tini tini-static docker-init catatonit': around({
    '-p -e': 'value',
    '-s -v -vv -vvv -g -w -l -P': 'flag',
  }),
  // https://github.com/Yelp/dumb-init
  'dumb-init': around({ '-r|--rewrite': 'value', '-c|--single-child -v|--verbose': 'flag' }),
  // https://github.com/just-containers/s6-overlay, https://github.com/boxboat/fixuid
  'with-contenv s6-nice fixuid': around({ '-s -n -q': 'flag' }),
  // https://man7.org/linux/man-pages/man1/prlimit.1.html, https://man7.org/linux/man-pages/man1/choom.1.html
  'prlimit choom setarch linux64 linux32 uclampset eatmydata cpulimit trickle': around({
    '-n -l -m -M -i -d -u': 'value',
    '-R -s': 'flag',
  }),
  'faketime cgexec': around({ '-f -g': 'value' }, 1),
  'aa-exec runcon': around({
    '-p|--profile -n|--namespace -t|--type -u|--user -r|--role -l|--range': 'value',
  }),
  // https://man7.org/linux/man-pages/man1/sg.1.html: a group, then a string for the shell.
  sg: { ...around({ '-c': 'value' }, 1), scripts: ['-c'], readsScript: true },
  // https://man7.org/linux/man-pages/man1/capsh.1.html: what stands behind the dashes is given to bash.
  capsh: { marks: ['--', '=='], readsScript: true },
  'schroot proot fakechroot': {
    ...around({ '-c|--chroot -u|--user -d|--directory -r|--rootfs -b|--bind -w|--cwd': 'value' }),
    marks: ['--'],
  },
  // https://man7.org/linux/man-pages/man8/start-stop-daemon.8.html
  'start-stop-daemon': around({
    '-x --exec -a --startas -S --start -b --background -m --make-pidfile -q --quiet -v --verbose -o --oknodo -C --no-close':
      'flag',
    '-p --pidfile -n --name -u --user -c --chuid -g --group -d --chdir -r --chroot -N --nicelevel -k --umask -O --output':
      'value',
  }),
  // https://man7.org/linux/man-pages/man1/machinectl.1.html
  machinectl: {
    stopsAtOperand: true,
    subcommands: {
      shell: {
        ...around({ '-E|--setenv --uid -M|--machine -H|--host': 'value' }, 1),
        clears: true,
        sets: ['-E'],
      },
    },
  },
};
