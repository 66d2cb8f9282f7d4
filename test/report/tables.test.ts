import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/report/text-table.ts';
import { wideSigns } from '../../src/report/wide-signs.ts';
import { runCli } from '../support/run-cli.ts';

const plain = { colour: false, columns: 120, isTerminal: false, signsOf: wideSigns };

/** Where the last column begins in each line that has one, in columns of a terminal. */
function lastColumn(table: string): readonly number[] {
  return table
    .split('\n')
    .filter((line) => line.includes('END'))
    .map((line) => stringWidth(line.slice(0, line.indexOf('END'))));
}

describe('a table', () => {
  it('has no frames, and an empty line between rows only where one has several lines', () => {
    expect(
      renderTable(
        ['tool', 'what'],
        [
          ['Bash', 'ls'],
          ['Read', 'a'],
        ],
        plain,
      ),
    ).toBe('tool  what\nBash  ls\nRead  a');
    expect(renderTable(['tool', 'what'], [['Bash', 'ls\ncd'], ['Read']], plain)).toBe(
      'tool  what\n\nBash  ls\n      cd\n\nRead',
    );
  });

  it('paints its head and nothing else', () => {
    const painted = renderTable(['a', 'b'], [['x', 'y']], { ...plain, colour: true });
    expect(painted.split('\n')).toEqual(['\u001b[1ma  b\u001b[22m', 'x  y']);
  });

  it.each([
    '日本語.txt',
    '데이터',
    '🫠🦄👍🏽 ok',
    '🇩🇪 flag',
    'e\u0301te\u0301',
    'ｆｕｌｌ',
    'ไทย',
    '❤️ ✔︎',
    'a\u200db\u202ec',
    '👩\u200d💻',
    '\u0301 first',
    '…—“”',
    '\ue000\uf8ff private',
  ])('lines up beside %s', (cell) => {
    const table = renderTable(
      ['name', 'last'],
      [
        [cell, 'END'],
        ['plain', 'END'],
        [cell.repeat(4), 'END'],
      ],
      plain,
    );
    expect(new Set(lastColumn(table)).size).toBe(1);
  });

  it('lines up in the output of a command', async () => {
    const { stdout } = await runCli(['explain', 'rm -rf ~/日本語 && cat ~/データ/🫠.txt && cat ~/plain.txt']);
    const zones = stdout.split('\n').filter((line) => /^(?:rm|cat) +(?:delete|read)/.test(line));
    const columns = zones.map((line) => stringWidth(line.slice(0, line.indexOf('home  '))));
    expect(zones.length).toBe(3);
    expect(new Set(columns).size).toBe(1);
  });

  it('loses no sign, lines up and stays inside the terminal, whatever stands in it', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '/', '中', '🫠', 'e\u0301', 'ｗ', '🇫🇷', 'ก', '\n'),
      minLength: 1,
      maxLength: 120,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (pairs) => {
        const table = renderTable(
          ['a', 'b', 'c'],
          pairs.map((pair) => [...pair, 'END']),
          { ...plain, columns: 60 },
        );
        const body = table.split('\n').slice(1);
        expect(new Set(lastColumn(table)).size).toBe(1);
        for (const line of body) expect(stringWidth(line)).toBeLessThanOrEqual(60);
        const signs = (text: string) =>
          text
            .replace(/\s|END/g, '')
            .split('')
            .sort()
            .join('');
        expect(signs(body.join(''))).toBe(signs(pairs.flat().join('')));
      }),
    );
  });
});
