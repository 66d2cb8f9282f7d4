// Bags and archives of bags that somebody forged.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { write } from '../evidence.mjs';

const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const info = 'Evidence-Home: data/root/home/dana\nEvidence-Home-Recorded-As: /home/dana\n';

/** Entries of an archive, as Python's tarfile writes them: (name, kind, target or size). */
const archives = {
  'a name that climbs': [['../../canary', 'file', 4]],
  'a name that is absolute': [['/tmp/attack-canary', 'file', 4]],
  'a name with backslashes': [['..\\..\\canary', 'file', 4]],
  'a link that climbs': [
    ['x', 'link', '../../../../etc/passwd'],
    ['x/y', 'file', 4],
  ],
  'a hard link': [['x', 'hard', '/etc/passwd']],
  'a pipe': [['x', 'pipe', 0]],
  'a device': [['x', 'device', 0]],
  'a file twice': [
    ['bagit.txt', 'file', 4],
    ['bagit.txt', 'file', 5],
  ],
  'a size that is a lie': [['x', 'file', 2 ** 33]],
  'names without end': [[`${'x/'.repeat(5000)}y`, 'file', 1]],
  'names that act': [['\u001b]0;pwn\u0007\u202e.txt', 'file', 1]],
  'a hundred thousand entries': Array.from({ length: 100_000 }, (_, index) => [`data/${index}`, 'file', 0]),
};

const bytes = {
  'zeros that were pressed':
    "import gzip,sys; f=gzip.open(sys.argv[1],'wb'); [f.write(b'\\0'*(1<<20)) for _ in range(600)]; f.close()",
  'noise that says it is gzip': "import sys; open(sys.argv[1],'wb').write(b'\\x1f\\x8b'+b'\\xff'*4096)",
  'a ZIP': "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1],'w'); z.writestr('../x','x'); z.close()",
  'age without a key':
    "import sys; open(sys.argv[1],'wb').write(b'age-encryption.org/v1\\n-> X25519 x\\nx\\n--- x\\n'+b'\\0'*64)",
  nothing: "import sys; open(sys.argv[1],'wb').close()",
};

const folders = {
  'a manifest that climbs': { 'manifest-sha256.txt': `${'0'.repeat(64)}  ../../../../analyst/private.txt\n` },
  'a manifest that is absolute': { 'manifest-sha256.txt': `${'0'.repeat(64)}  /etc/passwd\n` },
  'a manifest of a million lines': { 'manifest-sha256.txt': `${'0'.repeat(64)}  data/x\n`.repeat(200_000) },
  'a manifest of one line': { 'manifest-sha256.txt': `${'0'.repeat(64)}  ${'x'.repeat(10_000_000)}` },
  'a home that climbs': {
    'bag-info.txt': 'Evidence-Home: ../../../analyst\nEvidence-Home-Recorded-As: /home/dana\n',
  },
  'a home that is absolute': {
    'bag-info.txt': 'Evidence-Home: /root\nEvidence-Home-Recorded-As: /home/dana\n',
  },
  'a recorded home that acts': {
    'bag-info.txt':
      'Evidence-Home: data/root/home/dana\nEvidence-Home-Recorded-As: /home/\u001b]0;pwn\u0007\n',
  },
  'custody of noise': { 'custody.ndjson': '{"action":"copied"}\n[]\nnull\n7\n' },
  'custody with names that climb': {
    'custody.ndjson': `{"sequence":1,"at":"x","action":"copied","path":"../../../etc/passwd","payload":"../../x","sha256":"x","modifiedNs":"x","previous":"${'0'.repeat(64)}"}\n`,
  },
  'custody with names that act': {
    'custody.ndjson': `{"sequence":1,"at":"\\u001b[2J","action":"not-copied","path":"\\u202e","reason":"![](http://evil.example)","previous":"${'0'.repeat(64)}"}\n`,
  },
  'custody in brackets': { 'custody.ndjson': `${'['.repeat(100_000)}\n` },
  'a record of a working tree that is none': {
    'data/git/home/dana/work/.git.worktree.json': '{"changed":[7]}',
  },
  'a bundle that is none': { 'data/git/home/dana/work/.git.bundle': '# v2 git bundle\nnoise\n' },
  'a bundle with names that climb': {
    'data/git/home/dana/work/.git.bundle': `# v2 git bundle\n${'a'.repeat(40)} refs/heads/../../../x\n\nPACK`,
  },
  'a bundle with a name like an option': {
    'data/git/home/dana/--upload-pack=touch canary/.git.bundle': '# v2 git bundle\n\n',
  },
};

const writeTar = `
import io, json, sys, tarfile
kinds = {'file': tarfile.REGTYPE, 'link': tarfile.SYMTYPE, 'hard': tarfile.LNKTYPE, 'pipe': tarfile.FIFOTYPE, 'device': tarfile.CHRTYPE}
out = tarfile.open(sys.argv[1], 'w:gz', format=tarfile.GNU_FORMAT)
for name, kind, more in json.load(sys.stdin):
    entry = tarfile.TarInfo(name); entry.type = kinds[kind]
    if kind in ('link', 'hard'): entry.linkname = more
    if kind == 'file' and more < 1 << 20: entry.size = more
    out.addfile(entry, io.BytesIO(b'x' * entry.size) if kind == 'file' else None)
    if kind == 'file' and more >= 1 << 20:
        entry = tarfile.TarInfo(name + '.huge'); entry.size = more
        out.fileobj.write(entry.tobuf(tarfile.GNU_FORMAT))
out.close()
`;

export const bagsKind = {
  name: 'bags and archives',
  scenarios: () => [
    ...Object.entries(archives).map(([name, entries]) =>
      archive(name, (path) =>
        execFileSync('python3', ['-c', writeTar, path], { input: JSON.stringify(entries) }),
      ),
    ),
    ...Object.entries(bytes).map(([name, program]) =>
      archive(name, (path) => execFileSync('python3', ['-c', program, path])),
    ),
    ...Object.entries(folders).map(([name, files]) =>
      bag(name, (at) => {
        for (const [path, text] of Object.entries(files)) write(join(at, path), text);
      }),
    ),
    bag('a payload that is a link', (at) => symlinkSync('/etc/passwd', join(at, 'data/link'))),
    bag('a home that is a link', (at) => {
      mkdirSync(join(at, 'data/root/home'), { recursive: true });
      symlinkSync('/root', join(at, 'data/root/home/other'));
    }),
    bag('a tag file that is a link', (at, place) => {
      writeFileSync(join(at, 'x'), '');
      symlinkSync(join(place.outside, 'private.txt'), join(at, 'README.txt'));
    }),
  ],
};

function archive(name, make) {
  return {
    name: `an archive: ${name}`,
    build: () => undefined,
    attacks: [{ name, plant: ({ evidence }) => make(join(evidence, 'bag.tar.gz')) }],
    isDamaged: true,
    limitMs: 30_000,
    runs: ({ evidence }) => [
      ['verify', join(evidence, 'bag.tar.gz')],
      ['verify', join(evidence, 'bag.tar.gz'), '--format', 'json'],
    ],
  };
}

function bag(name, change) {
  return {
    name: `a bag: ${name}`,
    build({ evidence }) {
      const at = join(evidence, 'bag');
      for (const [path, text] of Object.entries({
        'bagit.txt': declaration,
        'bag-info.txt': info,
        'manifest-sha256.txt': '',
        'tagmanifest-sha256.txt': '',
        'custody.ndjson': '',
      }))
        write(join(at, path), text);
      mkdirSync(join(at, 'data/root/home/dana/.claude/projects'), { recursive: true });
    },
    attacks: [{ name, plant: (place) => change(join(place.evidence, 'bag'), place) }],
    limitMs: 30_000,
    runs: ({ evidence }) => [
      ['verify', join(evidence, 'bag')],
      ['verify', join(evidence, 'bag'), '--format', 'json'],
      ['report', '--home', join(evidence, 'bag'), '--output', '-'],
      ['git', '--home', join(evidence, 'bag'), '--format', 'json'],
    ],
  };
}
