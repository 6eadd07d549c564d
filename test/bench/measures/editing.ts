import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import { RunFailure } from '../command.ts';
import { notMeasured } from '../compared.ts';
import { shownBytes, shownMs } from '../figures.ts';
import { inBench, projectAtRest, projectFolder } from '../folders.ts';
import { EditorSession } from '../lsp/editorSession.ts';
import { TypedText } from '../lsp/typedText.ts';
import { LONG_SOURCE } from '../project/code.ts';
import { generateProject } from '../project/generate.ts';
import { itemsIn, type ProjectPlan, planOfSize } from '../project/plan.ts';
import { LONG_SPEC } from '../project/specs.ts';
import type { Random } from '../random.ts';
import { median, percentile } from '../statistics.ts';
import type { MeasureId, Result, TargetName } from '../targets.ts';
import { type RecordPlace, recordPlaces } from './recordPlaces.ts';
import { measureWarmStart } from './warmStart.ts';

const FULL = { items: 100_000, tags: 500_000, links: 1_000_000, longFile: 300 * 1024 };
const QUICK = { items: 10_000, tags: 50_000, links: 100_000, longFile: 300 * 1024 };

/** Between an answer and the next key: longer than the server waits for a burst of typing to end. */
const BETWEEN_KEYS_MS = 150;

/** A place to type at: behind `prefix` in the first match of a search from some place on. */
interface EditKind {
  readonly name: string;
  readonly file: 'code' | 'spec';
  /** Its first group is what stands before the cursor. */
  readonly place: RegExp;
  readonly typed: string;
}

const KINDS: readonly EditKind[] = [
  { name: 'a character in a comment', file: 'code', place: /( \* The )/g, typed: 'x' },
  // One digit more than any ID of the project has: the tag dangles until it is taken back.
  { name: 'a digit of an ID in a tag', file: 'code', place: /(\* @implements SRS-\d+)/g, typed: '00000' },
  { name: 'a character in code', file: 'code', place: /(value = \(value \* )\d/g, typed: '1' },
  { name: 'a new line at the top of code', file: 'code', place: /^()/g, typed: '\n' },
  { name: 'a character in the text of an item', file: 'spec', place: /(\n\nThe )/g, typed: 'x' },
  { name: 'a character in a status', file: 'spec', place: /(- status: approved)/g, typed: 'x' },
  { name: 'a digit of an ID in a link', file: 'spec', place: /(- derives: SYS-\d+)/g, typed: '00000' },
  { name: 'a new line at the top of a spec', file: 'spec', place: /^()/g, typed: '\n' },
];

interface DiagnosticReport {
  readonly kind: 'full' | 'unchanged';
  readonly resultId?: string;
  readonly items?: readonly { readonly code?: string | number }[];
}

const OF_PROJECT: Readonly<Partial<Record<MeasureId, readonly TargetName[]>>> = {
  P6: ['keyServer', 'keyRoundTrip'],
  P7: ['hover', 'definition', 'completion'],
  P8: ['graphMemory'],
};

/**
 * P6, P7 and the memory of P8: typing and asking in a project of 100,000 items, 500,000 tags and a million links; and P5 there, the next
 * start. The server keeps what it has read, as in VS Code, and begins with nothing kept.
 */
export async function measureEditing(bench: Bench): Promise<Result[]> {
  const { options, tools, told } = bench;
  const targets = Object.entries(OF_PROJECT).flatMap(([measure, names]) =>
    options.only.has(measure as MeasureId) ? names : [],
  );
  const asksWarm = options.only.has('P5') && tools.ourCache;
  if (targets.length === 0 && !asksWarm) return [];
  const plan = planOfSize(options.quick ? QUICK : FULL, options.seed);
  told('writing the project of P6');
  const name = options.quick ? 'editing-quick' : 'editing';
  const folder = projectFolder(name, plan, () => generateProject(plan));
  await projectAtRest(name);
  const cacheFolder = inBench('cache', 'editing');
  rmSync(cacheFolder, { recursive: true, force: true });
  try {
    const { firstMs, results } = await firstRun(bench, plan, { folder, cacheFolder, isEdited: targets.length > 0 });
    if (asksWarm) await measureWarmStart(bench, { folder, cacheFolder, firstMs });
    return results;
  } catch (error) {
    if (error instanceof RunFailure) return notMeasured(error.message, ...targets);
    throw error;
  }
}

interface Run {
  readonly folder: string;
  readonly cacheFolder: string;
  /** False to wait for the first index alone. */
  readonly isEdited: boolean;
}

/** The first run of the server on the project: it reads everything, and keeps what it has read. */
async function firstRun(
  bench: Bench,
  plan: ProjectPlan,
  { folder, cacheFolder, isEdited }: Run,
): Promise<{ readonly firstMs: number; readonly results: Result[] }> {
  const { options, note, told } = bench;
  const start = performance.now();
  const timeoutMs = options.timeoutMs + 2 * options.budgetMs;
  const session = await EditorSession.start(folder, { timeoutMs, cacheFolder });
  try {
    told('waiting for the first index');
    const { folders } = await session.indexed();
    const firstMs = performance.now() - start;
    const counts = folders[0];
    const found = counts && counts.errors + counts.warnings + counts.information;
    note(
      'P6',
      `first index by the server ${shownMs(firstMs)}; ${counts?.items} items, ${counts?.tags} tags, ${found} findings`,
    );
    if (counts?.items !== itemsIn(plan) || counts.tags !== plan.tags) {
      throw new RunFailure(`the server counts ${counts?.items} items and ${counts?.tags} tags, which is wrong`);
    }
    if (isEdited) {
      session.followWorkspace();
      return { firstMs, results: await new Editing(bench, session, folder).measure() };
    }
    await session.stop();
    return { firstMs, results: [] };
  } finally {
    await session.kill();
  }
}

/** The long files of the project in an editor. */
class Editing {
  readonly #bench: Bench;
  readonly #session: EditorSession;
  readonly #folder: string;
  readonly #random: Random;

  constructor(bench: Bench, session: EditorSession, folder: string) {
    this.#bench = bench;
    this.#session = session;
    this.#folder = folder;
    this.#random = bench.random;
  }

  async measure(): Promise<Result[]> {
    const { options, note } = this.#bench;
    const documents = { code: await this.#open(LONG_SOURCE, 'c'), spec: await this.#open(LONG_SPEC, 'markdown') };
    const keys = options.only.has('P6') ? await this.#type(documents) : undefined;
    const questions = options.only.has('P7') ? await this.#ask(documents.code) : undefined;
    const peak = this.#session.peakBytes;
    const clock = await this.#session.stop();
    const results: Result[] = [];
    if (keys) {
      // The first answers of the clock are the warm-up's.
      const server = (clock['textDocument/diagnostic'] ?? []).slice(-keys.all.length);
      keys.kinds.forEach(({ name, roundTrip }, index) => {
        const own = server.filter((_, sample) => keys.all[sample]?.kind === index);
        note(
          'P6',
          `${name}: server ${spread(own.map(({ ms }) => ms))}, CPU ${spread(own.map(({ cpuMs }) => cpuMs))}; round trip ${spread(roundTrip)}`,
        );
      });
      note('P6', `all keystrokes: CPU in the server ${spread(server.map(({ cpuMs }) => cpuMs))}`);
      results.push(
        p95(
          'keyServer',
          server.map(({ ms }) => ms),
        ),
      );
      results.push(
        p95(
          'keyRoundTrip',
          keys.all.map(({ ms }) => ms),
        ),
      );
    }
    for (const [target, times] of Object.entries(questions ?? {})) {
      const cpu = (clock[`textDocument/${target}`] ?? []).slice(-times.length).map(({ cpuMs }) => cpuMs);
      note('P7', `${target}: round trip ${spread(times)}, CPU in the server ${spread(cpu)}`);
      results.push(p95(target as TargetName, times));
    }
    // It comes with every run.
    results.push(memory(peak));
    return results;
  }

  async #open(file: string, languageId: string): Promise<TypedText> {
    const absolute = path.join(this.#folder, file);
    this.#bench.note('P6', `${file}: ${Math.round(statSync(absolute).size / 1024)} KiB`);
    return TypedText.open(this.#session, absolute, readFileSync(absolute, 'utf8'), languageId);
  }

  /** Types at many places, each time one edit and its opposite, and waits for the findings of the file after each. */
  async #type(documents: Readonly<Record<'code' | 'spec', TypedText>>) {
    const { options, told, note } = this.#bench;
    const kinds = KINDS.map(({ name }) => ({ name, roundTrip: [] as number[] }));
    const all: { readonly kind: number; readonly ms: number }[] = [];
    const start = performance.now();
    const known = new Map<string, string>();
    for (let round = 0; round <= options.edits; round++) {
      if (performance.now() - start > options.budgetMs) {
        note('P6', `typing ended after ${round - 1} of ${options.edits} rounds: it took too long`);
        break;
      }
      for (const [index, kind] of KINDS.entries()) {
        told(`typing, round ${round} of ${options.edits}: ${kind.name}`);
        const document = documents[kind.file];
        const offset = this.#place(document.text, kind);
        const dangling: boolean[] = [];
        for (const edit of [
          document.edit(offset, 0, kind.typed),
          // Worked out against the text with the first edit.
          document.edit(offset, kind.typed.length, ''),
        ]) {
          const begin = performance.now();
          await edit();
          const report = await this.#findings(document, known);
          const ms = performance.now() - begin;
          if (round > 0) {
            all.push({ kind: index, ms });
            kinds[index]?.roundTrip.push(ms);
          }
          dangling.push(report.items?.some(({ code }) => code === 'LT002') === true);
          await new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYS_MS));
        }
        if (kind.typed.length > 1 && !(dangling[0] === true && dangling[1] === false)) {
          throw new RunFailure(`the findings after “${kind.name}” are not those of the newest text`);
        }
      }
    }
    return { kinds, all };
  }

  async #findings(document: TypedText, known: Map<string, string>): Promise<DiagnosticReport> {
    const previousResultId = known.get(document.uri);
    const report = await this.#session.request<DiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: document.uri },
      identifier: 'lifetrace',
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
    if (report.resultId !== undefined) known.set(document.uri, report.resultId);
    return report;
  }

  /** Asks about the IDs of tags all over a document, and what is shown of a record of each type. */
  async #ask(document: TypedText): Promise<Readonly<Record<'hover' | 'definition' | 'completion', readonly number[]>>> {
    const { options, told, note } = this.#bench;
    const times = { hover: [] as number[], definition: [] as number[], completion: [] as number[] };
    const records = [...recordPlaces(this.#folder)].map(([type, places]) => ({ type, places, hover: [] as number[] }));
    const start = performance.now();
    for (let round = 0; round <= 2 * options.edits && performance.now() - start < options.budgetMs; round++) {
      told(`asking, round ${round} of ${2 * options.edits}`);
      const offset = this.#place(document.text, { place: /(\* @implements SRS-\d+)/g });
      for (const question of ['hover', 'definition', 'completion'] as const) {
        const at = question === 'completion' ? offset : offset - 1;
        const ms = await this.#answer(question, { uri: document.uri, position: document.position(at) }, 'a tag');
        if (round > 0) times[question].push(ms);
      }
      for (const { type, places, hover } of records) {
        const ms = await this.#answer('hover', this.#random.pick(places), type);
        if (round > 0) hover.push(ms);
        if (round > 0) times.hover.push(ms);
      }
    }
    for (const { type, hover } of records) note('P7', `hover of ${type}: round trip ${spread(hover)}`);
    return times;
  }

  /** The time until a question about a place is answered, in milliseconds. */
  async #answer(question: string, { uri, position }: RecordPlace, what: string): Promise<number> {
    const begin = performance.now();
    const answer = await this.#session.request<unknown>(`textDocument/${question}`, {
      textDocument: { uri },
      position,
    });
    const ms = performance.now() - begin;
    if (isEmpty(answer)) throw new RunFailure(`${question} on ${what} is answered with nothing`);
    return ms;
  }

  /** The offset behind some match of a pattern's first group. */
  #place(text: string, { place }: Pick<EditKind, 'place'>): number {
    const matches = [...text.matchAll(place)];
    const match = this.#random.pick(matches);
    return match.index + (match[1] ?? '').length;
  }
}

function isEmpty(answer: unknown): boolean {
  if (answer === null || answer === undefined) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === 'object' && 'items' in answer && Array.isArray(answer.items) && answer.items.length === 0;
}

function p95(target: TargetName, times: readonly number[]): Result {
  if (times.length === 0) return { target, notMeasured: 'no sample' };
  const value = percentile(times, 0.95);
  return { target, value, ours: shownMs(value), peer: '–', samples: times.length };
}

function memory(bytes: number | undefined): Result {
  if (bytes === undefined) return { target: 'graphMemory', notMeasured: 'this system has no /proc to read it from' };
  return { target: 'graphMemory', value: bytes / 1024 ** 2, ours: shownBytes(bytes), peer: '–', samples: 1 };
}

function spread(times: readonly number[]): string {
  return `median ${shownMs(median(times))}, p95 ${shownMs(percentile(times, 0.95))}`;
}
