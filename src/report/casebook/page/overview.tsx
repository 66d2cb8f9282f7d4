import { useEffect, useRef, useState } from 'preact/hooks';
import type { Span } from './address.ts';
import type { Desk } from './desk.ts';
import { draw, partsOf } from './histogram.ts';
import { momentOf, nameOfZone, type Zone } from './times.ts';

const steps = 400;

/** Calls over time; a brush over it says which of them are meant. */
export function Overview({ desk }: { readonly desk: Desk }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = wholeSpan(desk);
  const [zoom, setZoom] = useState<Span | undefined>(undefined);
  const span = zoom ?? whole;
  const { time, matches, zone } = desk.state;
  const { from, to } = time ?? span ?? { from: 0, to: 0 };
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current && span) draw(canvas.current, partsOf(desk, span), { span, brush: { from, to } });
  }, [width, span?.from, span?.to, from, to, matches]);
  if (!span) return null;
  const brush = (given: Span) =>
    desk.ask({ time: given.from > given.to ? { from: given.to, to: given.from } : given });
  return (
    <section class="overview" aria-label="Calls over time">
      <canvas
        ref={canvas}
        height={56}
        aria-hidden="true"
        onPointerDown={(event) => drag(event, span, brush)}
      />
      <p class="line">
        <Edge
          id="brush-from"
          label="From"
          value={from}
          span={span}
          zone={zone}
          onChange={(value) => brush({ from: value, to })}
        />
        <Edge
          id="brush-to"
          label="Until"
          value={to}
          span={span}
          zone={zone}
          onChange={(value) => brush({ from, to: value })}
        />
        <button type="button" disabled={!time} onClick={() => setZoom({ from, to })}>
          Zoom in
        </button>
        <button type="button" disabled={!zoom} onClick={() => setZoom(undefined)}>
          Zoom out
        </button>
        <button type="button" disabled={!time} onClick={() => desk.ask({ time: undefined })}>
          All times
        </button>
        <span class="soft">{`${momentOf(from, zone)} to ${momentOf(to, zone)} ${nameOfZone(zone)}`}</span>
      </p>
    </section>
  );
}

interface EdgeProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly span: Span;
  readonly zone: Zone;
  readonly onChange: (value: number) => void;
}

function Edge({ id, label, value, span, zone, onChange }: EdgeProps) {
  return (
    <label class="edge">
      {label}
      <input
        id={id}
        type="range"
        min={0}
        max={steps}
        value={Math.round(((value - span.from) / (span.to - span.from || 1)) * steps)}
        aria-valuetext={`${momentOf(value, zone)} ${nameOfZone(zone)}`}
        onInput={({ currentTarget }) =>
          onChange(Math.round(span.from + (Number(currentTarget.value) / steps) * (span.to - span.from)))
        }
      />
    </label>
  );
}

/** From the first to the last call that has a time. */
function wholeSpan({ book }: Desk): Span | undefined {
  const first = book.rows.find(({ at }) => !Number.isNaN(at));
  const last = book.rows.findLast(({ at }) => !Number.isNaN(at));
  return first && last && { from: first.at, to: last.at };
}

const leastDrag = 4;

/** Brushes from where the pointer went down to where it is let go. */
function drag(event: PointerEvent, span: Span, brush: (given: Span) => void): void {
  const element = event.currentTarget;
  if (!(element instanceof HTMLCanvasElement)) return;
  const box = element.getBoundingClientRect();
  const timeAt = (x: number) => {
    const share = Math.min(1, Math.max(0, (x - box.left) / box.width));
    return Math.round(span.from + share * (span.to - span.from));
  };
  element.setPointerCapture(event.pointerId);
  const end = (up: PointerEvent) => {
    element.removeEventListener('pointerup', end);
    if (Math.abs(up.clientX - event.clientX) >= leastDrag)
      brush({ from: timeAt(event.clientX), to: timeAt(up.clientX) });
  };
  element.addEventListener('pointerup', end);
}
