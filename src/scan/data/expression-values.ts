import { mayTakeRoute } from '../may-take-route.ts';

/** `${{ condition && 'value' || 'other' }}`: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions */
const choice = /\$\{\{[^{}]*?&&\s*'([^'{}]*)'\s*(?:\|\|\s*'([^'{}]*)'\s*)?\}\}/g;

/** A text with the value that switches prompts off in the place of an expression that chooses between values. */
export function withChosenValues(text: string): string {
  return text.replace(choice, (whole, first: string, second = '') => {
    const chosen = [first, second].find(mayTakeRoute);
    return chosen ?? whole;
  });
}
