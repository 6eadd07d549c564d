import { pathTest } from '../../config/globs.ts';
import type { FileFacts, ItemFact } from '../../model/facts.ts';
import { foldersOf, globOf, nameOf } from './foundWorkspace.ts';
import type { Reasoned } from './otherFolders.ts';

const TEST_FOLDER = /^(?:tests?|__tests__)$/i;
const TEST_DATA = /^(?:resources?|files|testdata|test[_-]?data|fixtures?|data|golden|snapshots?)$/i;
const EXAMPLES = /^(?:examples?|samples?|demos?)$/i;
const GUIDE =
  /^(?:readme|tutorial|(?:user|developer)?[_-]?(?:guide|manual)|contributing|getting[_-]?started)\b.*\.(?:md|markdown|rst)$/i;
const LOG_OF_CHANGES = /^(?:change(?:s|log)|history|news|release[_-]?notes)\b.*\.(?:md|markdown|rst)$/i;

type Reason = Pick<Reasoned, 'glob' | 'reason'>;

/**
 * Files whose entries read like records of the project and are none: what other tools are set up with, data for tests,
 * examples beside records of the project's own, lists of changes. Each with the glob that leaves it out.
 */
export function noRecords(files: readonly FileFacts[], excluded: readonly string[]): readonly Reasoned[] {
  const isExcluded = pathTest(excluded);
  const withRecords = files.filter(
    ({ path, items, tags }) => !isExcluded(path) && (items.length > 0 || tags.some(({ dialect }) => dialect === 'oft')),
  );
  const certain = withRecords.flatMap((file) => reasonOf(file) ?? []);
  const own = withRecords.filter((file) => reasonOf(file) === undefined);
  // Where nothing else has records, those of examples and guides are the project's own.
  const shown = own.map(shownOnly);
  const examples = own.some(({ items }, index) => items.length > 0 && !shown[index])
    ? shown.flatMap((found) => found ?? [])
    : [];
  const merged = new Map<string, Reasoned>();
  for (const { glob, reason } of [...certain, ...examples])
    merged.set(glob, { glob, reason, files: (merged.get(glob)?.files ?? 0) + 1 });
  return [...merged.values()].sort((a, b) => (a.glob < b.glob ? -1 : 1));
}

function reasonOf({
  path,
  language,
  items,
}: FileFacts): { readonly glob: string; readonly reason: string } | undefined {
  const folders = foldersOf(path);
  const hidden = folders.find((folder) => nameOf(folder).startsWith('.'));
  if (hidden !== undefined) return { glob: globOf(hidden, true), reason: 'settings of other tools' };
  const data = folders.find(
    (folder) => TEST_DATA.test(nameOf(folder)) && foldersOf(folder).some((above) => TEST_FOLDER.test(nameOf(above))),
  );
  if (data !== undefined) {
    const test = foldersOf(data).findLast((above) => TEST_FOLDER.test(nameOf(above))) ?? data;
    return { glob: `**/${globOf(`${nameOf(test)}${data.slice(test.length)}`, true)}`, reason: 'data for tests' };
  }
  if (LOG_OF_CHANGES.test(nameOf(path)) && items.length > 0)
    return { glob: globOf(path, false), reason: 'a list of changes' };
  if (language === 'yaml' && items.length > 0 && items.every(saysNothing))
    return { glob: globOf(path, false), reason: 'settings of another tool' };
  return undefined;
}

/** A file whose records are there to be looked at. */
function shownOnly({ path, items }: FileFacts): Reason | undefined {
  const folder = foldersOf(path).find((each) => EXAMPLES.test(nameOf(each)));
  if (folder !== undefined) return { glob: globOf(folder, true), reason: 'examples, and no records of this project' };
  if (!GUIDE.test(nameOf(path)) || items.length === 0) return undefined;
  return { glob: globOf(path, false), reason: 'a guide that shows examples of records' };
}

/** A record says at least what it is called or what it belongs to. */
function saysNothing({ dialect, title, text, links }: ItemFact): boolean {
  return dialect === 'lifetrace' && title === '' && text === '' && links.length === 0;
}
