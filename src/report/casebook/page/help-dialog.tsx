import type { Desk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { keys } from './keys.ts';
import { queryKeys } from './query-keys.ts';

/** Keys, and what a query can ask. */
export function HelpDialog({ desk }: { readonly desk: Desk }) {
  return (
    <Dialog desk={desk} title="Keys and search">
      <table>
        <tbody>
          {keys.map(({ keys: names, says }) => (
            <tr key={says}>
              <th scope="row">{names.join(' ')}</th>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Words of a search stand anywhere in a call: in its input, result, prompt or reference. “Several words”
        in quotation marks stand together. A minus before a part turns it round; values with commas between
        them are alternatives.
      </p>
      <table>
        <tbody>
          {Object.entries(queryKeys).map(([key, { says }]) => (
            <tr key={key}>
              <th scope="row">{key}:</th>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
