/** Children run built files: a loader for TypeScript does not carry over to them. */
import { fileURLToPath } from 'node:url';

/** The built neighbour `name` (`….js`) of the module at `url`, which may itself be source. */
export function builtFile(url: string, name: string): string {
  const path = fileURLToPath(new URL(name, url));
  return url.endsWith('.ts') ? path.replace(/([/\\])src([/\\](?!.*[/\\]src[/\\]))/, '$1dist$1src$2') : path;
}
