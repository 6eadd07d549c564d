import path from 'node:path';
import { bytesOf } from './unfollowed.ts';

/**
 * True where a repository is set to take names for the same whose letters differ in case alone: `core.ignoreCase` in its `config`, which git
 * sets itself where the disk does so, as on Windows and macOS. Files that this one includes are not looked at. Never throws.
 */
export function ignoresCase(shared: string): boolean {
  let inCore = false;
  let ignores = false;
  for (const line of bytesOf(path.join(shared, 'config'))?.toString('latin1').split('\n') ?? []) {
    const plain = line.replace(/[#;].*/, '').trim();
    const [head = '', section] = /^\[([^\]]*)\]/.exec(plain) ?? [];
    if (section !== undefined) inCore = section.trim().toLowerCase() === 'core';
    const setting = inCore ? /^\s*ignorecase(?:\s*=(.*))?$/i.exec(plain.slice(head.length)) : null;
    if (setting) ignores = isTrue(setting[1]);
  }
  return ignores;
}

/** As git reads it: a setting without a value is true. */
function isTrue(value: string | undefined): boolean {
  return value === undefined || /^(?:true|yes|on|0*[1-9]\d*)$/i.test(value.replaceAll('"', '').trim());
}
