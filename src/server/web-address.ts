/** Where something was published, as a link. */
import { type Markup, markup } from '#inspect/markup.js';

/** What a page says of where it stands is not to be clicked on, whatever it says: then there is no link. */
export const drawAddress = (address: string | null, text: string): Markup =>
  markup`${
    isWebAddress(address) &&
    markup`<a href="${address}" rel="noreferrer noopener" target="_blank">${text}</a>`
  }`;

const isWebAddress = (address: string | null): address is string => /^https?:\/\//.test(address ?? '');
