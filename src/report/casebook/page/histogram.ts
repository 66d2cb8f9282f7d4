import type { Span } from './address.ts';
import type { Desk } from './desk.ts';

/** Calls of one part of a span. */
interface Part {
  calls: number;
  promptsOff: number;
  matches: number;
  findings: number;
}

const parts = 200;

/** Counts the calls of a span in equal parts. */
export function partsOf({ book, state: { matches } }: Desk, { from, to }: Span): readonly Part[] {
  const counted = Array.from({ length: parts }, () => ({ calls: 0, promptsOff: 0, matches: 0, findings: 0 }));
  const partOf = (at: number) =>
    at >= from && at <= to
      ? counted[Math.min(parts - 1, Math.floor(((at - from) / (to - from || 1)) * parts))]
      : undefined;
  for (const { at, mode, findings } of book.rows) {
    const part = partOf(at);
    if (!part) continue;
    part.calls += 1;
    if (mode === 'bypassPermissions') part.promptsOff += 1;
    if (findings.length > 0) part.findings += 1;
  }
  for (const number of matches) {
    const part = partOf(book.rows[number]?.at ?? Number.NaN);
    if (part) part.matches += 1;
  }
  return counted;
}

/** Bars of all calls, those with prompts off, and what matches; marks where findings are. */
export function draw(
  canvas: HTMLCanvasElement,
  counted: readonly Part[],
  { span, brush }: { readonly span: Span; readonly brush: Span },
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * scale;
  canvas.height = height * scale;
  context.scale(scale, scale);
  const colours = getComputedStyle(canvas);
  const colour = (name: string) => colours.getPropertyValue(name);
  const most = Math.max(1, ...counted.map(({ calls }) => calls));
  const bar = (index: number, count: number, fill: string) => {
    context.fillStyle = fill;
    const tall = count === 0 ? 0 : Math.max(2, (Math.sqrt(count) / Math.sqrt(most)) * (height - 10));
    context.fillRect((index / parts) * width, height - tall, Math.max(1, width / parts - 0.5), tall);
  };
  const x = (at: number) => ((at - span.from) / (span.to - span.from || 1)) * width;
  context.fillStyle = colour('--panel');
  context.fillRect(x(brush.from), 0, x(brush.to) - x(brush.from), height);
  for (const [index, { calls, promptsOff, matches, findings }] of counted.entries()) {
    bar(index, calls, colour('--band'));
    bar(index, promptsOff, colour('--bypass'));
    bar(index, Math.min(matches, calls), colour('--calls'));
    context.fillStyle = colour('--critical');
    if (findings > 0) context.fillRect((index / parts) * width, 0, Math.max(2, width / parts), 6);
  }
  context.strokeStyle = colour('--move');
  context.strokeRect(x(brush.from) + 0.5, 0.5, Math.max(1, x(brush.to) - x(brush.from) - 1), height - 1);
}
