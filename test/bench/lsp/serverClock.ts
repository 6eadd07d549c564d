import { writeFileSync } from 'node:fs';

/**
 * Loaded into the server before its own code: writes down how long it works on each request, from the arrival of the
 * message to the sending of the answer; for findings from the arrival of the change that they follow. When the process
 * ends the times go, by method and in their order, to the file that LIFETRACE_BENCH_CLOCK names.
 */

/** Time and CPU time, in milliseconds; on a machine with other work the second one is what the server needs. */
export interface ServerTime {
  readonly ms: number;
  readonly cpuMs: number;
}

function now(): ServerTime {
  const { user, system } = process.cpuUsage();
  return { ms: performance.now(), cpuMs: (user + system) / 1000 };
}

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
}

const times: Record<string, ServerTime[]> = {};
const asked = new Map<number | string, { readonly method: string; readonly at: ServerTime }>();
let changed: ServerTime | undefined;

const channel: NodeJS.EventEmitter = process;
channel.prependListener('message', (message: Message) => {
  const { id, method } = message;
  if (method === 'textDocument/didChange') changed = now();
  if (method === undefined || id === undefined || id === null) return;
  const at = method === 'textDocument/diagnostic' ? changed : undefined;
  asked.set(id, { method, at: at ?? now() });
  if (at !== undefined) changed = undefined;
});

const send = process.send?.bind(process);
if (send) {
  const timed = (message: Message, ...rest: []): boolean => {
    const { id, method } = message;
    const request = method === undefined && id !== undefined && id !== null ? asked.get(id) : undefined;
    if (request) {
      times[request.method] ??= [];
      const { ms, cpuMs } = now();
      times[request.method]?.push({ ms: ms - request.at.ms, cpuMs: cpuMs - request.at.cpuMs });
    }
    return send(message, ...rest);
  };
  Object.assign(process, { send: timed });
}

process.on('exit', () => {
  const file = process.env['LIFETRACE_BENCH_CLOCK'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(times));
});
