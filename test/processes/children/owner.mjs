// A process that owns a pool: gives its one child the documents wished for, one after the other, and says what came.
import { fileURLToPath } from 'node:url';
import { ChildPool } from '../../../dist/src/processes/child-pool.js';

const [path, milliseconds, after, ...wishes] = process.argv.slice(2);
const child = fileURLToPath(new URL('./answering.mjs', import.meta.url));
const pool = new ChildPool(child, 1, { milliseconds: Number(milliseconds), bytes: 2 ** 30, documents: 500 });
for (const [index, wish] of wishes.entries()) {
  const outcome = await pool.run({ path: `${path}.${index}`, wish });
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
if (after === 'stays') setInterval(() => undefined, 1000);
else pool.close();
