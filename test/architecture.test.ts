import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository, repositoryRoot } from './support/repositoryRoot.ts';

/** Rooms of the server in the order in which data flows; a room may import itself and what stands before it. */
const FLOW = ['model', 'config', 'read', 'trace', 'rules', 'answers', 'reports'];

/** Data that the answers are made from, beside the code. */
const SCHEMAS = /^schemas\/\w+\.schema\.json$/;

/** What the other rooms may import. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(FLOW.map((room, index) => [room, FLOW.slice(0, index + 1)])),
  reports: ['model', 'config', 'read', 'trace', 'rules', 'reports'],
  protocol: ['protocol'],
  workspace: ['model', 'config', 'read', 'trace', 'rules', 'workspace'],
  lsp: ['model', 'config', 'read', 'trace', 'rules', 'answers', 'reports', 'workspace', 'protocol', 'lsp'],
  cli: ['model', 'config', 'read', 'trace', 'rules', 'answers', 'reports', 'workspace', 'cli'],
};

/** Packages that the pure rooms may use: none of them touches disk, clock or network. */
const PURE_PACKAGES = ['yaml', 're2js', 'picomatch', 'fastest-levenshtein'];

/** Views of a project, and what is worked out for it, know its type; it holds them. */
const VIEWED_PROJECT = 'server/src/trace/project/tracedProject.ts';

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** True for imports of types alone, which are gone when the program runs. */
  readonly typeOnly: boolean;
}

function sources(folder: string): readonly string[] {
  return readdirSync(inRepository(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
  const pattern =
    /^(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
    typeOnly: /^(?:import|export) type\b/.test(match[0]),
  }));
}

/** `server/src/read/tags.ts` stands in room `read`, `server/src/build.d.ts` in room `build.d`. */
function roomOf(file: string): string {
  return (file.split('/')[2] ?? '').replace(/\.ts$/, '');
}

function target({ from, specifier }: Pick<Import, 'from' | 'specifier'>): string {
  return path.posix.join(path.posix.dirname(from), specifier);
}

describe('architecture', () => {
  const server = sources('server/src').flatMap(importsOf);
  const client = sources('client/src').flatMap(importsOf);

  it('reads imports at all', () => {
    assert.ok(server.length > 100);
    assert.ok(client.length > 10);
  });

  it('lets data flow one way through the rooms of the server', () => {
    const wrong = server
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter((entry) => !(roomOf(entry.from) === 'answers' && SCHEMAS.test(target(entry))))
      .filter((entry) => !(ALLOWED[roomOf(entry.from)] ?? []).includes(roomOf(target(entry))))
      .map((entry) => `${entry.from} imports ${entry.specifier}`);
    assert.deepEqual(wrong, []);
  });

  it('keeps the core free of Node, VS Code and every package that is not pure', () => {
    const wrong = server
      .filter(({ from }) => [...FLOW, 'protocol'].includes(roomOf(from)))
      .filter(({ specifier }) => !specifier.startsWith('.') && !PURE_PACKAGES.includes(specifier.split('/')[0] ?? ''))
      .map((entry) => `${entry.from} imports ${entry.specifier}`);
    assert.deepEqual(wrong, []);
  });

  it('keeps clocks, timers, randomness and locales out of the core', () => {
    const forbidden =
      /\b(?:Date\.now|new Date|setTimeout|setInterval|Math\.random|localeCompare|toLocale\w+|Intl\.|process\.)/;
    const wrong = FLOW.flatMap((room) => sources(`server/src/${room}`)).filter((file) =>
      forbidden.test(readFileSync(path.join(repositoryRoot, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps VS Code out of the server', () => {
    assert.deepEqual(
      server.filter(({ specifier }) => specifier === 'vscode'),
      [],
    );
  });

  it('lets the client import nothing of the server but the protocol', () => {
    const wrong = client
      .filter((entry) => entry.specifier.startsWith('.') && target(entry).startsWith('server/'))
      .filter((entry) => !target(entry).startsWith('server/src/protocol/'))
      .map((entry) => `${entry.from} imports ${entry.specifier}`);
    assert.deepEqual(wrong, []);
  });

  it('has no import cycles between files, of types neither', () => {
    const graph = new Map<string, readonly string[]>();
    for (const entry of [...server, ...client]) {
      if (!entry.specifier.startsWith('.')) continue;
      if (entry.typeOnly && target(entry) === VIEWED_PROJECT) continue;
      graph.set(entry.from, [...(graph.get(entry.from) ?? []), target(entry)]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      const at = trail.indexOf(file);
      if (at >= 0) cycles.push([...trail.slice(at), file].join(' → '));
      if (at >= 0 || done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    assert.deepEqual(cycles, []);
  });
});
