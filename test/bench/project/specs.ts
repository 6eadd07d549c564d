import { groupBy } from '../../../server/src/model/groups.ts';
import { Random } from '../random.ts';
import type { PlannedItem } from './items.ts';
import type { PlannedType, ProjectPlan } from './plan.ts';
import { capitalised, noun, prose, title } from './words.ts';

/** A file of a made-up project: its path and its text. */
export type ProjectFile = readonly [path: string, text: string];

type Notation = 'markdown' | 'yaml list' | 'yaml map' | 'table';

interface Shelf {
  readonly folder: string;
  readonly types: readonly PlannedType[];
  /** Files take turns in these. */
  readonly notations: readonly Notation[];
}

const SHELVES: readonly Shelf[] = [
  { folder: 'spec/needs', types: ['UN'], notations: ['markdown'] },
  { folder: 'spec/system', types: ['SYS'], notations: ['markdown', 'yaml list'] },
  { folder: 'spec/software', types: ['SRS'], notations: ['markdown', 'yaml list', 'markdown'] },
  { folder: 'spec/architecture', types: ['SS', 'SI', 'UNIT'], notations: ['yaml map'] },
  { folder: 'spec/design', types: ['IF', 'SDD'], notations: ['yaml map', 'markdown'] },
  { folder: 'risk', types: ['HAZ', 'HS', 'CAUSE', 'RC'], notations: ['yaml list'] },
  { folder: 'tests/system', types: ['ST'], notations: ['markdown', 'markdown', 'yaml list'] },
  { folder: 'tests/records', types: ['UT', 'IT'], notations: ['yaml list'] },
  { folder: 'tests/results', types: ['TR'], notations: ['table'] },
  { folder: 'reviews', types: ['REV'], notations: ['markdown'] },
];

/** Sizes of spec files, in characters. */
const SIZES = { least: 8_000, most: 90_000 };

/** Where the long Markdown file of a plan stands that has one. */
export const LONG_SPEC = 'spec/software/1.md';

/** The spec files of a project. `paths` names the source file of each unit. */
export function* specFiles(
  plan: ProjectPlan,
  items: ReadonlyMap<PlannedType, readonly PlannedItem[]>,
  paths: (unit: PlannedItem) => string,
): Generator<ProjectFile> {
  const random = new Random(plan.seed ^ 0x5bec);
  for (const { folder, types, notations } of SHELVES) {
    const left = types.flatMap((type) => items.get(type) ?? []);
    for (let number = 1, next = 0; next < left.length; number++) {
      const notation = notations[(number - 1) % notations.length] ?? 'markdown';
      const path = `${folder}/${number}.${notation.startsWith('yaml') ? 'yaml' : 'md'}`;
      const long = path === LONG_SPEC ? (plan.longFile ?? 0) : 0;
      const size = Math.max(long, SIZES.least + Math.floor((SIZES.most - SIZES.least) * random.next() ** 2));
      const parts: string[] = [headOf(notation, random)];
      let length = 0;
      for (let item = left[next]; item && length < size; item = left[++next]) {
        const part = writeItem(item, notation, paths, random);
        parts.push(part);
        length += part.length;
      }
      yield [path, parts.join('')];
    }
  }
}

function headOf(notation: Notation, random: Random): string {
  switch (notation) {
    case 'markdown':
      return `# ${capitalised(noun(random))}\n\n${prose(random, 2)}\n\n`;
    case 'table':
      return `# Results\n\n${row(RESULT_HEADERS)}${row(RESULT_HEADERS.map(() => '---'))}`;
    case 'yaml list':
    case 'yaml map':
      return `# ${capitalised(noun(random))}\n`;
  }
}

function writeItem(
  item: PlannedItem,
  notation: Notation,
  paths: (unit: PlannedItem) => string,
  random: Random,
): string {
  const fields = fieldsOf(item, paths, random);
  const links = groupBy(item.links, (link) => link.kind);
  const heading = title(random);
  switch (notation) {
    case 'markdown': {
      const text = textOf(item, random);
      const lines = [...links].map(([kind, list]) => `- ${kind}: ${list.map((link) => link.to).join(', ')}\n`);
      return `## ${item.id} ${heading}\n\n${text}\n\n${lines.join('')}${fields.map(([key, value]) => `- ${key}: ${value}\n`).join('')}\n`;
    }
    case 'table': {
      const records = item.links.map((link) => link.to).join(', ');
      return row([
        item.id,
        heading,
        records,
        'pass',
        '2.1',
        'bench B1',
        'balance FB-3',
        '2026-10-01',
        'L. Ferrari',
        item.draft ? 'draft' : 'approved',
      ]);
    }
    case 'yaml list':
    case 'yaml map': {
      const open = notation === 'yaml list' ? `\n- id: ${item.id}\n` : `\n${item.id}:\n`;
      const text = textOf(item, random);
      const lines = [...links].map(([kind, list]) => {
        const targets = list.map((link) => link.to);
        return `  ${kind}: ${targets.length === 1 ? targets[0] : `[${targets.join(', ')}]`}\n`;
      });
      const own = fields.map(([key, value]) => `  ${key}: ${value}\n`).join('');
      return `${open}  title: ${heading}\n  text: >-\n    ${text}\n${own}${lines.join('')}`;
    }
  }
}

const RESULT_HEADERS = [
  'ID',
  'Title',
  'Records',
  'Result',
  'SwVersion',
  'Configuration',
  'Tools',
  'Date',
  'Tester',
  'Status',
];

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** A few sentences. A software requirement asks for one thing only. */
function textOf({ type }: PlannedItem, random: Random): string {
  const text = prose(random, 1 + random.below(3));
  if (type !== 'SRS') return text;
  const behind = text.indexOf('.') + 1;
  return text.slice(0, behind) + text.slice(behind).replaceAll(' shall ', ' may have to ');
}

function fieldsOf(
  item: PlannedItem,
  paths: (unit: PlannedItem) => string,
  random: Random,
): readonly (readonly [key: string, value: string])[] {
  const status = ['status', item.draft ? 'draft' : 'approved'] as const;
  switch (item.type) {
    case 'SS':
      return [['safetyClass', 'C'], ['rmfRef', 'RMF-01'], status];
    case 'UNIT':
      return [['path', paths(item)], ['acceptance', '"a–h) every branch is covered"'], status];
    case 'HS':
      return [
        ['harm', 'delayed therapy'],
        ['severity', random.pick(['S2', 'S3', 'S4'])],
        ['p0', 'P3'],
        ['pExt', 'P3'],
        ['pResidual', 'P1'],
        ['softwareContribution', 'contributes'],
        status,
      ];
    case 'RC':
      return [
        ['controlType', random.pick(['inherent', 'protective'])],
        ['implementedIn', 'software'],
        ['newHazardReview', 'none'],
        status,
      ];
    case 'SRS':
      return [['category', random.pick(['a', 'b', 'c'])], ['verification', 'test'], status];
    case 'ST':
      return [['automated', 'false'], ['purpose', 'both'], status];
    case 'CAUSE':
      return [['kind', 'b'], status];
    default:
      return [status];
  }
}
