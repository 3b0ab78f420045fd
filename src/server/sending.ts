/** Small forms that say one thing by hand, and times. */
import { type Markup, markup } from '#inspect/markup.js';

/** `fields`: that are sent along unseen. */
export function drawSending(to: string, fields: Readonly<Record<string, string>>, seen: Markup): Markup {
  const hidden = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup`<form class="hand" data-send="${to}">${hidden}${seen}<output role="status"></output></form>`;
}

export const drawTime = (at: string): Markup =>
  markup`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`;
