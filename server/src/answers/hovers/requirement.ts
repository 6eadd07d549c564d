import { typeLabel } from '../../model/itemType.ts';
import type { Steps } from '../../model/steps.ts';
import { attribute, type Item, targets } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import { sources } from '../../trace/snapshot.ts';
import { ownImplementationsInSteps } from '../implementations.ts';
import { ownTestsInSteps } from '../tests.ts';
import { codeText } from './codeText.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  type HoverLines,
  heading,
  idsOf,
  labelled,
  listed,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';
import { controlsBehind, protectionLine } from './riskWords.ts';
import { testsText } from './testWords.ts';

/** Requirement (user need, system, software): what it says, where it comes from, what it protects, what realises it. */
export function* requirementLines(context: HoverContext, item: Item): Steps<HoverLines> {
  const { snapshot, style } = context;
  const level = levelOfItem(snapshot, item);
  const parents = [...targets(item, 'derives'), ...targets(item, 'refines')];
  const controls = controlsBehind(item);
  const source = attribute(item, 'source');
  const category = attribute(item, 'category');
  return [
    heading(context, item),
    dotted([
      typeLabel(item.type),
      statusWord(context, item),
      item.type === 'UN' || level === undefined
        ? undefined
        : `${snapshot.config.profile.labels.level} ${style.text(level)}`,
      category === undefined ? undefined : `category ${style.text(category, 40)}`,
    ]),
    ownWords(context, item),
    context.inCode === true ? undefined : protectionLine(context, controls),
    labelled(context, 'Risk control', listed(controls.map((control) => titled(context, control)))),
    labelled(
      context,
      'From',
      listed(
        parents.map((parent) => titled(context, parent)),
        ' · ',
      ),
    ),
    parents.length === 0 ? labelled(context, 'Source', source && style.text(source)) : undefined,
    ...(yield* realisation(context, item)),
    findingsLine(context, item),
  ];
}

function* realisation(context: HoverContext, item: Item): Steps<HoverLines> {
  const { snapshot } = context;
  const from = (...kinds: readonly ('derives' | 'refines' | 'satisfies')[]): readonly Item[] =>
    kinds.flatMap((kind) => sources(snapshot, item, kind));
  const code = yield* ownImplementationsInSteps(snapshot, item);
  const tests = yield* ownTestsInSteps(snapshot, item);
  const further = from('derives', 'refines');
  const software = item.type === 'SRS';
  return [
    labelled(context, 'Further requirements', idsOf(context, further)),
    labelled(context, 'Design', listed(designsOf(context, item).map((design) => titled(context, design)))),
    labelled(context, 'Architecture', listed(from('satisfies').map((part) => titled(context, part)))),
    software || code.length > 0
      ? labelled(context, 'Code', (yield* codeText(context, code)) || 'no implementation on record')
      : undefined,
    software || tests.length > 0 ? labelled(context, 'Tests', testsText(context, tests)) : undefined,
  ];
}

/** Detailed designs that a requirement is worked out in: of the units that implement it, or named by them. */
function designsOf({ snapshot }: HoverContext, item: Item): readonly Item[] {
  const units = sources(snapshot, item, 'implements').filter(({ type }) => type === 'UNIT');
  const designs = units.flatMap((unit) => [
    ...sources(snapshot, unit, 'designs'),
    ...targets(unit, 'implements').filter(({ type }) => type === 'SDD'),
  ]);
  return [...new Set(designs)];
}
