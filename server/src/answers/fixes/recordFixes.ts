import type { FileFacts } from '../../model/facts.ts';
import { typeLabel } from '../../model/itemType.ts';
import type { DomainLinkKind } from '../../model/linkKind.ts';
import { LIST_BELOW, NEEDS_BULLET } from '../../read/markdown/bareField.ts';
import { choicesOf } from '../../rules/recordValues.ts';
import { type Item, isRetired, targets } from '../../trace/item.ts';
import { isLegalLink } from '../../trace/legality.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { approvalOf } from '../edits/approval.ts';
import { writeField } from '../edits/fieldWriter.ts';
import { sameItem, verified } from '../edits/fileChange.ts';
import { neighbourOf, writeRecord } from '../edits/newRecord.ts';
import { nextFreeId } from '../edits/nextFreeId.ts';
import { wholeSuggestions } from '../edits/wholeSuggestions.ts';
import { entityAt } from '../entityAt.ts';
import { innermostItem } from '../innermostItem.ts';
import { type Fix, type FixContext, only, shown } from './fix.ts';

/** So many records are worth a line each. */
const MOST = 3;

/** LT101: a source, in another record or in words. */
export function originFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  if (!item) return [];
  return [
    ...likelySources(snapshot, item).map((source) => linkFix(snapshot, item, 'derives', source)),
    fieldFix(
      snapshot,
      item,
      'source',
      'Add “source”: a standard, a regulation or another origin',
      'Where the requirement comes from',
    ),
  ];
}

/** LT103: a software requirement that takes the system requirement up, or an allocation elsewhere. */
export function decompositionFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  if (!item) return [];
  return [
    ...createLinked(snapshot, 'SRS', 'derives', item),
    {
      id: 'allocation:hardware',
      title: 'Set “allocation” to “hardware”',
      changes: (texts) => only(writeField(snapshot, texts, item, { name: 'allocation', value: 'hardware' })),
    },
  ];
}

/** LT203: a software item or system that the unit or item is part of. */
export function wholeFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  return item ? wholeSuggestions(snapshot, item).map((whole) => linkFix(snapshot, item, 'partOf', whole)) : [];
}

/** LT301 and LT406: a test that verifies the requirement or control. */
export function verificationFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  return item ? createLinked(snapshot, 'ST', 'verifies', item) : [];
}

/** LT206: a detailed design of the unit. */
export function designFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  return item ? createLinked(snapshot, 'SDD', 'designs', item) : [];
}

/** A field whose words a record lacks, see {@link fieldFix}. */
export function missingField(name: string, asks: string): (context: FixContext) => readonly Fix[] {
  return ({ snapshot, finding }) => {
    const item = definedAt(snapshot, finding);
    return item ? [fieldFix(snapshot, item, name, `Add “${name}”`, asks)] : [];
  };
}

/** LT404: a control of the situation or cause. */
export function controlFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  return item ? createLinked(snapshot, 'RC', item.type === 'CAUSE' ? 'controls' : 'mitigates', item) : [];
}

/** LT405: a software requirement that asks for the control. */
export function controlRequirementFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const item = definedAt(snapshot, finding);
  return item ? createLinked(snapshot, 'SRS', 'implements', item) : [];
}

/** LT007 in a record: a value that is understood, or the bullet that a field lacks. */
export function valueFixes(context: FixContext): readonly Fix[] {
  const { snapshot, finding } = context;
  if (finding.message.includes(NEEDS_BULLET)) return bulletFixes(context);
  const items = snapshot.itemsByFile.get(finding.file) ?? [];
  for (const item of items) {
    for (const { name, values } of item.fact.attributes) {
      const value = values.find(({ span }) => span.start === finding.span.start && span.end === finding.span.end);
      const allowed = choicesOf(snapshot.config).get(`${item.type}.${name}`) ?? choicesOf(snapshot.config).get(name);
      if (!value || !allowed) continue;
      return allowed.map((choice) => ({
        id: `value:${choice}`,
        title: `Set “${name}” to “${shown(choice)}”`,
        changes: (texts) => only(writeField(snapshot, texts, item, { name, value: choice })),
      }));
    }
  }
  return [];
}

/** Of a field whose values stand in a list below it nobody can say which of the entries are meant. */
function bulletFixes({ snapshot, finding: { file, span, message } }: FixContext): readonly Fix[] {
  const item = innermostItem(snapshot, file, span);
  if (!item || message.includes(LIST_BELOW)) return [];
  const change = { file, span: { start: span.start, end: span.start }, text: '- ', ...approvalOf(item) };
  const reads = (facts: FileFacts): boolean => {
    const after = sameItem(snapshot.files.get(file) ?? facts, item.fact, facts);
    return (after?.links.length ?? 0) > item.fact.links.length;
  };
  return [
    {
      id: 'bullet',
      title: 'Put a bullet in front: it is read as a field then',
      preferred: true,
      changes: (texts) => {
        const text = texts(file);
        return text === undefined ? undefined : only(verified(snapshot, text, change, reads));
      },
    },
  ];
}

/** The item that a finding is about, where the finding stands on the token that defines it. */
export function definedAt(snapshot: Snapshot, { file, span }: FixContext['finding']): Item | undefined {
  const entity = entityAt(snapshot, file, span.start);
  return entity?.kind === 'definition' && entity.item.fact.dialect === 'lifetrace' ? entity.item : undefined;
}

/** A field whose words only a person knows. */
export function fieldFix(snapshot: Snapshot, item: Item, name: string, title: string, asks: string): Fix {
  return {
    id: `field:${name}`,
    title,
    asks,
    changes: (texts, value) => only(writeField(snapshot, texts, item, { name, value })),
  };
}

/** A link to a record. */
export function linkFix(snapshot: Snapshot, item: Item, name: DomainLinkKind, target: Item): Fix {
  return {
    id: `link:${name}:${target.key}`,
    title: `Add “${name} ${shown(target.id)}”${target.title === '' ? '' : ` (${shown(target.title)})`}`,
    changes: (texts) => only(writeField(snapshot, texts, item, { name, value: target.id })),
  };
}

/** What the records around an item derive from, nearest first. */
function likelySources(snapshot: Snapshot, item: Item): readonly Item[] {
  const beside = (snapshot.itemsByFile.get(item.file) ?? []).filter(({ type }) => type === item.type);
  const own = beside.findIndex(({ fact }) => fact.idSpan.start === item.fact.idSpan.start);
  const nearest = beside
    .map((neighbour, index) => ({ neighbour, apart: Math.abs(index - own) }))
    .sort((a, b) => a.apart - b.apart)
    .flatMap(({ neighbour }) => targets(neighbour, 'derives'));
  const { profile } = snapshot.config;
  return [...new Set(nearest)]
    .filter((source) => !isRetired(source) && isLegalLink(profile, 'derives', item.type, source.type))
    .slice(0, MOST);
}

/** A new record of a type that links to an item. */
function createLinked(snapshot: Snapshot, type: string, kind: DomainLinkKind, to: Item): readonly Fix[] {
  if (!isLegalLink(snapshot.config.profile, kind, type, to.type)) return [];
  const id = nextFreeId(snapshot, type)?.id;
  const neighbour = id === undefined ? undefined : neighbourOf(snapshot, { id, type });
  if (id === undefined || !neighbour) return [];
  const record = {
    id,
    type,
    title: `${to.title === '' ? `New ${typeLabel(type)}` : to.title}`,
    fields: [{ name: kind, value: to.id }],
  };
  return [
    {
      id: `create:${type}:${kind}`,
      title: `Create ${typeLabel(type)} ${shown(id)} (“${kind} ${shown(to.id)}”) in ${shown(neighbour.file)}`,
      changes: (texts) => only(writeRecord(snapshot, texts, record)),
    },
  ];
}
