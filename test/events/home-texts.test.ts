import { describe, expect, it } from 'vitest';
import { HomeTexts } from '../../src/transcripts/written/home-texts.ts';

const one = (at: number) => ({ session: 'one', at });
const two = (at?: number) => ({ session: 'two', at });

describe('texts that the sessions of a home share', () => {
  it('are those of the last to write before', () => {
    const texts = new HomeTexts();
    texts.write('/a.sh', 'first', one(10));
    texts.write('/a.sh', 'second', two(20));
    const three = (at: number) => texts.textAt('/a.sh', { session: 'three', at })?.text;
    expect([three(5), three(15), three(25)]).toEqual([undefined, 'first', 'second']);
    expect(texts.textAt('/a.sh', one(12))).toEqual({ text: 'first', isOwn: true });
  });

  it('are gone with the file', () => {
    const texts = new HomeTexts();
    texts.write('/a.sh', 'first', one(10));
    texts.delete('/a.sh', two(20));
    expect(texts.textAt('/a.sh', { session: 'three', at: 30 })).toBeUndefined();
  });

  it('leave in the order in which they were written, and are remembered as gone', () => {
    const texts = new HomeTexts(100);
    for (const name of ['a', 'b', 'c']) texts.write(`/${name}.sh`, 'x'.repeat(40), one(1));
    expect(texts.textAt('/a.sh', two())).toEqual({ text: undefined, isOwn: false });
    expect(texts.textAt('/b.sh', two())?.text).toHaveLength(40);
    texts.write('/b.sh', 'y'.repeat(40), one(2));
    texts.write('/d.sh', 'x'.repeat(40), one(3));
    expect(texts.textAt('/c.sh', two())?.text).toBeUndefined();
    expect(texts.textAt('/b.sh', two())?.text).toBe('y'.repeat(40));
  });

  it('are not held where they are too long', () => {
    const texts = new HomeTexts();
    texts.write('/a.sh', 'x'.repeat(65 * 1024), one(1));
    expect(texts.textAt('/a.sh', two(2))).toEqual({ text: undefined, isOwn: false });
    expect(texts.textAt('/other.sh', two(2))).toBeUndefined();
  });
});
