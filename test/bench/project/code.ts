import { Random } from '../random.ts';
import { Deck } from './deck.ts';
import { idOf, type PlannedItem, someId } from './items.ts';
import type { ProjectPlan } from './plan.ts';
import type { ProjectFile } from './specs.ts';
import { noun, prose, verb } from './words.ts';

type Language = 'c' | 'ts' | 'py';

/** Languages of the source files, in their turns: three of five in C. */
const LANGUAGES: readonly Language[] = ['c', 'ts', 'c', 'py', 'c'];

/** Part of all tags that stand in source files; the rest is in tests. */
const SOURCE_SHARE = 0.65;

/** Part of the functions that nothing traces. */
const UNTRACED = 0.03;

/** Part of the functions with a text in a string that looks like a tag and is none. */
const DECOYS = 0.05;

/** Where the long C file of a plan stands that has one. */
export const LONG_SOURCE = 'src/unit_1.c';

/** The source file of a software unit. */
export function sourcePath(unit: PlannedItem): string {
  return `src/${unit.number === 1 ? '' : `part_${Math.ceil(unit.number / 40)}/`}unit_${unit.number}.${languageOf(unit.number)}`;
}

/** A tag of a made-up function; a list of several IDs counts several times. */
interface PlannedTag {
  readonly keyword: string;
  readonly ids: readonly string[];
}

/** The source files of a project, one for each unit, and the files that test them. */
export function* codeFiles(plan: ProjectPlan, units: readonly PlannedItem[]): Generator<ProjectFile> {
  const random = new Random(plan.seed ^ 0xc0de);
  const sourceTags = Math.max(units.length, Math.round(plan.tags * SOURCE_SHARE));
  if (plan.tags < units.length)
    throw new Error(`${units.length} source files name their unit in more than ${plan.tags} tags`);
  const sources = new Budget(sourceTags, units.length, random);
  const requirements = new Deck(plan.items.SRS, random);
  for (const unit of units) {
    const path = sourcePath(unit);
    const language = languageOf(unit.number);
    const atLeast = path === LONG_SOURCE ? (plan.longFile ?? 0) : 0;
    const head = writeHead(language, unit, random);
    yield [path, writeFile(language, head, sources, 1, atLeast, () => sourceTag(plan, requirements, random), random)];
  }
  const tested = units.filter((unit) => unit.number % 2 === 1);
  const tests = new Budget(plan.tags - sourceTags, tested.length, random);
  for (const unit of tested) {
    const language = languageOf(unit.number);
    const path = `tests/unit/part_${Math.ceil(unit.number / 40)}/test_unit_${unit.number}.${language}`;
    const head = comment(language, [`Tests of unit ${unit.number}.`]);
    yield [path, writeFile(language, head, tests, 0, 0, () => testTag(plan, random), random)];
  }
}

/** Spreads a number of tags over files, unevenly, and to the last one. */
class Budget {
  #left: number;
  #files: number;
  readonly #random: Random;

  constructor(tags: number, files: number, random: Random) {
    this.#left = tags;
    this.#files = files;
    this.#random = random;
  }

  /** Number of tags for the next file, at least `least` if every later file is to get as many. */
  next(least: number): number {
    const free = this.#left - least * this.#files;
    const unevenly = 0.25 + 2.25 * this.#random.next() ** 2;
    const share = this.#files === 1 ? free : Math.min(free, Math.round((free / this.#files) * unevenly));
    this.#files--;
    this.#left -= share + least;
    return share + least;
  }

  /** Takes one more tag than planned for a file, where there is one that no later file needs. */
  more(least: number): boolean {
    if (this.#left <= least * this.#files) return false;
    this.#left--;
    return true;
  }
}

function languageOf(unit: number): Language {
  return LANGUAGES[(unit - 1) % LANGUAGES.length] ?? 'c';
}

function sourceTag(
  plan: ProjectPlan,
  requirements: Deck,
  random: Random,
): readonly [keyword: string, id: () => string] {
  const kind = random.next();
  if (kind < 0.92) return [kind < 0.85 ? 'implements' : 'satisfies', () => idOf('SRS', requirements.deal())];
  return [kind < 0.98 ? 'mitigates' : 'risk', () => someId('RC', plan, random)];
}

function testTag(plan: ProjectPlan, random: Random): readonly [keyword: string, id: () => string] {
  const kind = random.next();
  if (kind < 0.85) return ['verifies', () => someId('SRS', plan, random)];
  if (kind < 0.95) return ['verifies', () => someId('UNIT', plan, random)];
  return ['verifies', () => someId('RC', plan, random)];
}

function writeFile(
  language: Language,
  head: string,
  budget: Budget,
  inHead: number,
  atLeast: number,
  tag: () => readonly [string, () => string],
  random: Random,
): string {
  const parts = [head];
  let length = head.length;
  let left = budget.next(inHead) - inHead;
  for (let number = 1; left > 0 || length < atLeast; number++) {
    const tags: PlannedTag[] = [];
    if (!random.chance(UNTRACED)) {
      let wanted = 1 + random.below(4);
      while (wanted > 0) {
        const [keyword, id] = tag();
        const ids: string[] = [];
        const list = Math.min(wanted, 1 + random.below(3));
        wanted -= list;
        for (let index = 0; index < list; index++) {
          if (left > 0) left--;
          else if (!budget.more(inHead)) break;
          ids.push(id());
        }
        if (ids.length > 0) tags.push({ keyword, ids });
      }
    }
    const part = writeFunction(language, number, tags, random);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function writeHead(language: Language, unit: PlannedItem, random: Random): string {
  const lines = [prose(random, 1), `@unit ${idOf('UNIT', unit.number)}`];
  return `${comment(language, lines)}${language === 'c' ? '#include <stdint.h>\n\n' : ''}`;
}

function comment(language: Language, lines: readonly string[]): string {
  if (language === 'py') return `${lines.map((line) => `# ${line}\n`).join('')}\n`;
  return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
}

function writeFunction(language: Language, number: number, tags: readonly PlannedTag[], random: Random): string {
  const name = `${verb(random)}_${noun(random).replace(' ', '_')}_${number}`;
  const lines = [prose(random, 1), ...tags.map(({ keyword, ids }) => `@${keyword} ${ids.join(', ')}`)];
  const steps = 2 + random.below(6);
  const decoy = random.chance(DECOYS) ? '"@implements SRS-1"' : '"done"';
  switch (language) {
    case 'c': {
      const body = repeated(steps, (step) =>
        random.chance(0.4)
          ? `    if (value > ${random.below(1000)}) {\n        value -= ${step}; /* ${noun(random)} */\n    }\n`
          : `    value = (value * ${1 + random.below(90)}U) + ${step}U;\n`,
      );
      return `${comment(language, lines)}uint32_t ${name}(uint32_t value)\n{\n${body}    log_text(${decoy});\n    return value;\n}\n\n`;
    }
    case 'ts': {
      const body = repeated(steps, (step) =>
        random.chance(0.4)
          ? `  if (value > ${random.below(1000)}) {\n    value -= ${step}; // ${noun(random)}\n  }\n`
          : `  value = value * ${1 + random.below(90)} + ${step};\n`,
      );
      return `${comment(language, lines)}export function ${name}(value: number): number {\n${body}  log(${decoy});\n  return value;\n}\n\n`;
    }
    case 'py': {
      const body = repeated(steps, (step) =>
        random.chance(0.4)
          ? `    if value > ${random.below(1000)}:\n        value -= ${step}  # ${noun(random)}\n`
          : `    value = value * ${1 + random.below(90)} + ${step}\n`,
      );
      const above = lines.map((line) => `# ${line}\n`).join('');
      return `${above}def ${name}(value):\n${body}    log(${decoy})\n    return value\n\n\n`;
    }
  }
}

function repeated(times: number, write: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => write(index)).join('');
}
