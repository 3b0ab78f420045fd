import { readdirSync, readFileSync } from 'node:fs';
import { residentBytes } from '#processes/resident-bytes.js';

/** Resident memory of a process and of all that descend from it. Linux only; elsewhere of the process alone. */
export function treeBytes(pid: number): number {
  if (process.platform !== 'linux') return residentBytes(pid);
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const open = [pid];
  let sum = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    sum += residentBytes(at);
    open.push(...(children.get(at) ?? []));
  }
  return sum;
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
