import { writeFileSync } from 'node:fs';

/**
 * Loaded into the server before its own code: writes down how long it works on each request, from the arrival of the
 * message to the sending of the answer; for findings from the arrival of the change that they follow. When the process
 * ends the times go, by method and in their order, to the file that LIFETRACE_BENCH_CLOCK names.
 */

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
}

const times: Record<string, number[]> = {};
const asked = new Map<number | string, { readonly method: string; readonly at: number }>();
let changed: number | undefined;

const channel: NodeJS.EventEmitter = process;
channel.prependListener('message', (message: Message) => {
  const { id, method } = message;
  if (method === 'textDocument/didChange') changed = performance.now();
  if (method === undefined || id === undefined || id === null) return;
  const at = method === 'textDocument/diagnostic' ? changed : undefined;
  asked.set(id, { method, at: at ?? performance.now() });
  if (at !== undefined) changed = undefined;
});

const send = process.send?.bind(process);
if (send) {
  const timed = (message: Message, ...rest: []): boolean => {
    const { id, method } = message;
    const request = method === undefined && id !== undefined && id !== null ? asked.get(id) : undefined;
    if (request) {
      times[request.method] ??= [];
      times[request.method]?.push(performance.now() - request.at);
    }
    return send(message, ...rest);
  };
  Object.assign(process, { send: timed });
}

process.on('exit', () => {
  const file = process.env['LIFETRACE_BENCH_CLOCK'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(times));
});
