/** Resident memory of another process. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Bytes; 0 where the process is gone. Linux tells in /proc, other systems through `ps`. */
export function residentBytes(pid: number): number {
  try {
    if (process.platform === 'linux') {
      const [, kibibytes = '0'] =
        /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return Number(kibibytes) * 1024;
    }
    if (process.platform === 'win32') return 0;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  } catch {
    return 0;
  }
}
