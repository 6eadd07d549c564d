import { Random } from '../random.ts';
import type { ProjectFile } from './specs.ts';
import { capitalised, noun, prose, verb } from './words.ts';

/** What a project in OpenFastTrace's notation holds, in that tool's own counting. */
export interface OftProject {
  readonly files: Generator<ProjectFile>;
  /** Specification items and the items that tags stand for. */
  readonly items: number;
}

/** Specification items of one type in a file, and functions in a file. */
const PER_FILE = 120;

/**
 * A project in the notation of OpenFastTrace without any defect: a feature for twenty requirements, each requirement
 * covered by a design item, each design item by a function and a test.
 */
export function generateOftProject(requirements: number, seed: number): OftProject {
  const features = Math.ceil(requirements / 20);
  return { files: oftFiles(requirements, features, new Random(seed)), items: features + 4 * requirements };
}

function* oftFiles(requirements: number, features: number, random: Random): Generator<ProjectFile> {
  const numbers = Array.from({ length: requirements }, (_, index) => index + 1);
  yield [
    'doc/features.md',
    numbers
      .slice(0, features)
      .map((number) => item(`feat~feature-${number}~1`, undefined, 'req', random))
      .join(''),
  ];
  for (let start = 0; start < requirements; start += PER_FILE) {
    const part = numbers.slice(start, start + PER_FILE);
    const name = start / PER_FILE + 1;
    const write = (each: (number: number) => string): string => part.map(each).join('');
    yield [
      `doc/requirements/${name}.md`,
      write((number) => item(`req~item-${number}~1`, `feat~feature-${((number - 1) % features) + 1}~1`, 'dsn', random)),
    ];
    yield [
      `doc/design/${name}.md`,
      write((number) => item(`dsn~item-${number}~1`, `req~item-${number}~1`, 'impl, utest', random)),
    ];
    yield [`src/${name}.c`, write((number) => code('impl', `do_${number}`, number, random))];
    yield [`test/${name}.c`, write((number) => code('utest', `test_${number}`, number, random))];
  }
}

function item(id: string, covers: string | undefined, needs: string, random: Random): string {
  const covered = covers === undefined ? '' : `Covers:\n- \`${covers}\`\n\n`;
  return `### ${capitalised(noun(random))}\n\`${id}\`\n\n${prose(random, 2)}\n\n${covered}Needs: ${needs}\n\n`;
}

function code(type: string, name: string, number: number, random: Random): string {
  return `// [${type}->dsn~item-${number}~1]\nint ${name}(int value)\n{\n    /* ${prose(random, 1)} */\n    ${verb(random)}(value);\n    return value + ${random.below(100)};\n}\n\n`;
}
