/** The pages of a list where a script of the content management system writes the links. */

/** `createPageHTML(total, current, 'index', 'shtml')`, with the id of an element before and a count of rows after. */
const createPage =
  /create(?:Simple)?PageHTML\w{0,20}\(\s*(?:['"][^'"]*['"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]/g;
/** More pages than any list of reports has. */
const mostPages = 500;

/** Relative to the page. */
export function readPagingScripts(scripts: readonly string[], address: string): string[] {
  const folder = new URL('.', address).href;
  return scripts.flatMap((script) =>
    [...script.matchAll(createPage)].flatMap(([, total = '0', , name = '', extension = '']) =>
      Array.from(
        { length: Math.min(Number(total), mostPages) - 1 },
        (_, index) => new URL(`${name}_${index + 1}.${extension}`, folder).href,
      ),
    ),
  );
}
