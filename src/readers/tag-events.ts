/** Markup as htmlparser2's events, for the readers that build no tree. */
import { Parser } from 'htmlparser2';

export interface TagHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

export function parseTags(html: string, handler: TagHandler): void {
  const parser = new Parser({
    onopentag: (name, attributes) => handler.open(name, attributes),
    ontext: (text) => handler.text(text),
    onclosetag: (name) => handler.close(name),
  });
  parser.end(html);
}

/** Elements of running text that stand on lines of their own. */
export const textBlocks = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol'] as const;
