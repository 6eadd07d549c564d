import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A program as it is run and shown to the reader. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure; 0 alone when it is not given. */
  readonly expected?: readonly number[];
  /** File that takes what the program prints; without it nobody reads that. */
  readonly output?: string;
}

/** What one run took. What the system does not tell is undefined. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of the process and of what it waited for. */
  readonly cpuMs?: number;
  /** Most memory that it held at a time. */
  readonly peakBytes?: number;
  /** Bytes that came from the disk and not from the page cache. */
  readonly diskBytes?: number;
}

/** A run that failed, or was ended because it took too long. */
export class RunFailure extends Error {}

/** How often a running process is asked for its memory. */
const SAMPLE_MS = 10;
/** Linux counts CPU time in hundredths of a second wherever a program can see it. */
const MS_PER_TICK = 10;

/**
 * Runs a command to its end and tells what it took. CPU time is what the kernel charges to this process for children that
 * have ended, so one command runs at a time. Memory is the kernel's own high-water mark, read every {@link SAMPLE_MS}:
 * it can only miss what a program takes in its last moments. Both come from /proc, which only Linux has.
 */
export async function run(command: Command, timeoutMs: number): Promise<Cost> {
  const { program, args, env = {}, expected = [0], output } = command;
  const sink = output === undefined ? undefined : openSync(output, 'w');
  const before = childrenCpuMs();
  const start = performance.now();
  try {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', sink ?? 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaint.length < 2000) complaint += chunk.toString();
    });
    const held = new MemoryWatch(child.pid);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    }).finally(() => {
      clearTimeout(timer);
      held.stop();
    });
    const wallMs = performance.now() - start;
    if (late) throw new RunFailure(`ended after ${Math.round(timeoutMs / 1000)} s`);
    if (code === null || !expected.includes(code)) {
      throw new RunFailure(`exit code ${code}: ${complaint.trim().split('\n').at(-1) ?? ''}`);
    }
    const after = childrenCpuMs();
    return {
      wallMs,
      ...(before === undefined || after === undefined ? {} : { cpuMs: after - before }),
      ...held.figures,
    };
  } finally {
    if (sink !== undefined) closeSync(sink);
  }
}

/** A command as one would type it. */
export function commandLine({ program, args, env = {} }: Command): string {
  const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args];
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Follows the memory and the disk reads of a process while it runs. */
class MemoryWatch {
  readonly #pid: number | undefined;
  readonly #timer: NodeJS.Timeout;
  #figures: { readonly peakBytes?: number; readonly diskBytes?: number } = {};

  constructor(pid: number | undefined) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
  }

  get figures(): { readonly peakBytes?: number; readonly diskBytes?: number } {
    return this.#figures;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (this.#pid === undefined) return;
    const peakBytes = peakBytesOf(this.#pid);
    const diskBytes = number(/^read_bytes: (\d+)/m, read(`/proc/${this.#pid}/io`));
    // A process that has just ended has no figures any more: the last ones stand.
    if (peakBytes !== undefined) this.#figures = { peakBytes, ...(diskBytes === undefined ? {} : { diskBytes }) };
  }
}

/** Most memory that a running process has held at a time, as far as the system tells. */
export function peakBytesOf(pid: number): number | undefined {
  const kib = number(/^VmHWM:\s*(\d+) kB/m, read(`/proc/${pid}/status`));
  return kib === undefined ? undefined : kib * 1024;
}

/** CPU time of all children that have ended so far, as far as the system tells. */
export function childrenCpuMs(): number | undefined {
  // The name in parentheses may hold blanks; behind it field 3 comes first, and 16 and 17 are wanted.
  const fields = read('/proc/self/stat')?.split(') ').at(-1)?.split(' ');
  const [user, system] = [fields?.[13], fields?.[14]].map(Number);
  return user === undefined || system === undefined || Number.isNaN(user + system)
    ? undefined
    : (user + system) * MS_PER_TICK;
}

function number(pattern: RegExp, text: string | undefined): number | undefined {
  const digits = text && pattern.exec(text)?.[1];
  return digits ? Number(digits) : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
