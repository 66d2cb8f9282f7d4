/** A task that takes longer than this would be felt. */
const sliceMs = 10;
const stepsBetweenLooks = 64;

/** Gives the page back to whoever uses it; timers would wait longer each time. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Does a step for every number below `count`, in slices.
 * @param isOver asked between slices: whether nobody wants the result any more
 * @returns whether all steps were done
 */
export async function inSlices(
  count: number,
  step: (number: number) => void,
  isOver: () => boolean = () => false,
): Promise<boolean> {
  let sliceEnd = performance.now() + sliceMs;
  for (let number = 0; number < count; number += 1) {
    step(number);
    if (number % stepsBetweenLooks !== 0 || performance.now() < sliceEnd) continue;
    await breathe();
    if (isOver()) return false;
    sliceEnd = performance.now() + sliceMs;
  }
  return true;
}
