import { ITEM_TYPES, typeLabel } from '../../model/itemType.ts';
import { isLinkKind, LINK_KINDS } from '../../model/linkKind.ts';
import { FIELD_NAMES, fieldName } from '../../read/fields.ts';
import { legalTargets } from '../../rules/legalChoices.ts';
import { choicesOf } from '../../rules/recordValues.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { nextFreeId } from '../edits/nextFreeId.ts';
import { aboutField } from '../schemas/ourSchemas.ts';
import type { CompletionContext } from './completionContext.ts';
import type { CompletionEntry } from './completionEntry.ts';

/** The life of a record, in the order in which it goes. */
const STATUSES = ['draft', 'in-review', 'approved', 'released', 'rejected', 'obsolete', 'superseded'];

/** Fields that a type of record is expected to have, in the order in which people write them. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  SYS: ['derives', 'allocation'],
  SRS: ['derives', 'implements', 'category', 'verification', 'source', 'rationale'],
  SS: ['safetyClass', 'paths', 'rmfRef'],
  SI: ['partOf', 'safetyClass', 'classRationale.text', 'classRationale.segregation.mechanism', 'paths', 'satisfies'],
  UNIT: ['partOf', 'path', 'symbol', 'implements', 'acceptance'],
  SOUP: ['partOf', 'version', 'manufacturer', 'satisfies', 'platform'],
  HS: ['arisesFrom', 'harm', 'severity', 'p0', 'pExt', 'pResidual', 'softwareContribution'],
  CAUSE: ['causes', 'in', 'kind'],
  RC: ['mitigates', 'controls', 'controlType', 'implementedIn', 'newHazardReview'],
  ST: ['verifies', 'purpose', 'automated', 'procedure'],
  IT: ['verifies', 'purpose', 'automated', 'procedure'],
  UT: ['verifies', 'purpose', 'automated', 'procedure'],
  REV: ['verifies', 'date', 'participants', 'outcome'],
};

/** Names of fields for a record: what its type is expected to have first, then links that it may have, then the rest. */
export function fieldNameEntries(
  snapshot: Snapshot,
  { owner, ownerType, taken, replace }: CompletionContext & { readonly kind: 'fieldName' },
): readonly CompletionEntry[] {
  const type = typeOf(snapshot, owner, ownerType);
  const { profile } = snapshot.config;
  const has = new Set(taken.map((name) => fieldName(name)));
  const links = LINK_KINDS.filter((kind) => type === undefined || legalTargets(profile, kind, type).length > 0);
  const expected = (type === undefined ? undefined : EXPECTED[type]) ?? [];
  const rest = FIELD_NAMES.filter((name) => !isLinkKind(name) && !NO_FIELDS.has(name));
  const names = new Set([...expected, 'status', 'owner', ...links, 'suppress', ...rest]);
  return [...names]
    .filter((name) => !has.has(name))
    .map((name, index) => ({
      kind: 'field',
      label: name,
      detail: isLinkKind(name) && type !== undefined ? `to ${legalTargets(profile, name, type).join(', ')}` : '',
      filterText: name,
      sortText: ordinal(index),
      insertText: `${name}: `,
      replace,
      ...documented(name),
    }));
}

function documented(name: string): Pick<CompletionEntry, 'documentation'> {
  const about = aboutField(name);
  return about === '' ? {} : { documentation: about };
}

/** In a record these are said otherwise than by a field. */
const NO_FIELDS: ReadonlySet<string> = new Set(['text', 'description', 'classRationale']);

/** Values that a field may have, where they are known. */
export function fieldValueEntries(
  snapshot: Snapshot,
  { field, owner, ownerType, replace }: CompletionContext & { readonly kind: 'fieldValue' },
): readonly CompletionEntry[] {
  return valuesOf(snapshot, field, typeOf(snapshot, owner, ownerType)).map((value, index) => ({
    kind: 'level',
    label: value,
    detail: '',
    filterText: value,
    sortText: ordinal(index),
    insertText: value,
    replace,
  }));
}

function valuesOf(snapshot: Snapshot, field: string, type: string | undefined): readonly string[] {
  if (field === 'status') return STATUSES;
  if (field === 'type') return ITEM_TYPES.map(({ id }) => id);
  if (field === 'implementedIn') return ['software', 'hardware', 'ifu', 'process'];
  const choices = choicesOf(snapshot.config);
  return choices.get(`${type}.${field}`) ?? choices.get(field) ?? [];
}

/** New records: for each type of which there are some the next free ID, with the fields that it is expected to have. */
export function newIdEntries(
  snapshot: Snapshot,
  file: string,
  { notation, column, replace }: CompletionContext & { readonly kind: 'newId' },
): readonly CompletionEntry[] {
  const here = new Set((snapshot.itemsByFile.get(file) ?? []).map(({ type }) => type));
  const types = ITEM_TYPES.map(({ id }) => id).sort((a, b) => Number(here.has(b)) - Number(here.has(a)));
  return types.flatMap((type, index): readonly CompletionEntry[] => {
    const id = nextFreeId(snapshot, type)?.id;
    if (id === undefined) return [];
    const [link] = (EXPECTED[type] ?? []).filter(isLinkKind);
    const title = `New ${typeLabel(type)}`;
    const fields = [...(link ? [`${link}: \${2}`] : []), 'status: draft'];
    const pad = '\n'.padEnd(1 + (column ?? 0));
    return [
      {
        kind: 'newItem',
        label: id,
        detail: title,
        filterText: `${id} ${title}`,
        sortText: ordinal(index),
        insertText: id,
        ...(notation === 'heading' && {
          snippet: `${id} \${1:${title}}\n\n${fields.map((field) => `- ${field}`).join('\n')}\n\${0}`,
        }),
        ...(column !== undefined && { snippet: [id, `title: \${1:${title}}`, ...fields].join(pad) }),
        replace,
      },
    ];
  });
}

function typeOf(snapshot: Snapshot, owner: string | undefined, stated: string | undefined): string | undefined {
  return stated ?? (owner === undefined ? undefined : snapshot.config.reading.ids.resolve(owner)?.type);
}

function ordinal(index: number): string {
  return String(index).padStart(6, '0');
}
