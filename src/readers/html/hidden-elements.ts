/** Elements of which a browser shows nothing: for what they are, by their style, by the page's style sheets. */
import { type Element, isTag } from 'domhandler';

const unseen: ReadonlySet<string> = new Set([
  ...['script', 'style', 'noscript', 'template', 'head', 'iframe', 'object', 'svg', 'option'],
  // Struck out: what is printed in its place stands beside it.
  ...['s', 'strike', 'del'],
  ...['button', 'nav', 'footer', 'audio', 'video', 'canvas', 'title', 'link', 'meta'],
]);

const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|text-decoration(?:-line)?\s*:[^;]*line-through)/i;

/** The outermost elements of which a browser shows nothing; found once, for all who go through the page. */
export type Hidden = ReadonlySet<Element>;

/** `names` are the classes (`.name`) and ids (`#name`) that style sheets hide. */
export function findHidden(root: Element, names: ReadonlySet<string>): Hidden {
  const hidden = new Set<Element>();
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (!isTag(child)) continue;
      if (isHidden(child) || (names.size > 0 && hasName(child, names))) hidden.add(child);
      else visit(child);
    }
  };
  visit(root);
  return hidden;
}

function isHidden(element: Element): boolean {
  if (unseen.has(element.name)) return true;
  const { attribs } = element;
  const style = attribs['style'];
  return (
    'hidden' in attribs ||
    (style !== undefined && /none|hid|:\s*0|through/i.test(style) && hiding.test(style))
  );
}

function hasName({ attribs }: Element, names: ReadonlySet<string>): boolean {
  return (
    names.has(`#${attribs['id'] ?? ''}`) ||
    (attribs['class'] ?? '').split(/\s+/).some((name) => names.has(`.${name}`))
  );
}
