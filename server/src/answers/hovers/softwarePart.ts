import { capitalised } from '../../model/capitalised.ts';
import { typeLabel } from '../../model/itemType.ts';
import type { Steps } from '../../model/steps.ts';
import { classGround, classPath } from '../../trace/classes.ts';
import { rationaleOf, segregationOf } from '../../trace/classSources.ts';
import { attribute, type Item, targets } from '../../trace/item.ts';
import { isLegacy } from '../../trace/legacy.ts';
import { sources } from '../../trace/snapshot.ts';
import { becauseText, stepReason } from '../classes/classReasons.ts';
import { codeOfRecord, type Implementation } from '../implementations.ts';
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
import { testsText } from './testWords.ts';

/** Software system, item or unit: its class and why, which it is part of, its requirements, its code and tests. */
export function* softwarePartLines(context: HoverContext, item: Item): Steps<HoverLines> {
  const { snapshot, style } = context;
  const requirements = [...targets(item, 'satisfies'), ...targets(item, 'implements')];
  const parts = sources(snapshot, item, 'partOf');
  const designs = sources(snapshot, item, 'designs');
  const unit = item.type === 'UNIT';
  const tests = yield* ownTestsInSteps(snapshot, item);
  const rationale = rationaleOf(item);
  const segregation = segregationOf(item);
  return [
    heading(context, item),
    dotted([typeLabel(item.type), statusWord(context, item)]),
    ownWords(context, item, 320),
    ...classLines(context, item),
    labelled(context, 'Rationale', rationale && style.text(rationale)),
    labelled(context, 'Segregation', segregation && style.text(segregation)),
    labelled(context, 'Part of', listed(targets(item, 'partOf').map((parent) => titled(context, parent)))),
    labelled(context, 'Consists of', idsOf(context, parts)),
    labelled(context, 'Requirements', idsOf(context, requirements)),
    labelled(context, 'Design', idsOf(context, designs)),
    unit ? labelled(context, 'Code', yield* codeText(context, codeOf(context, item))) : undefined,
    unit || tests.length > 0 ? labelled(context, 'Tests', testsText(context, tests)) : undefined,
    findingsLine(context, item),
  ];
}

/** The unit's own code; its own ID need not be told again. */
function codeOf({ snapshot }: HoverContext, unit: Item): readonly Implementation[] {
  return codeOfRecord(snapshot, unit).map((code) => ({ ...code, record: undefined }));
}

/** Ready-made software: who makes it, which version, who uses it, what is asked of it, its class. */
export function soupLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const says = (name: string): string | undefined => {
    const value = attribute(item, name);
    return value === undefined ? undefined : style.text(value, 60);
  };
  const users = [...targets(item, 'partOf'), ...sources(snapshot, item, 'uses')];
  const evaluation = ['version', 'date', 'result'].map((part) => says(`anomalyEvaluation.${part}`));
  const version = attribute(item, 'version') ?? attribute(item, 'designator');
  const evaluated = attribute(item, 'anomalyEvaluation.version');
  const outdated = version !== undefined && evaluated !== undefined && version !== evaluated;
  const causes = sources(snapshot, item, 'in').filter(({ type }) => type === 'CAUSE');
  return [
    heading(context, item),
    dotted([
      'SOUP',
      says('manufacturer'),
      says('version') ?? says('designator'),
      says('licence'),
      statusWord(context, item),
    ]),
    ownWords(context, item),
    ...classLines(context, item),
    labelled(context, 'Used in', listed([...new Set(users)].map((user) => titled(context, user)))),
    labelled(context, 'Requirements', idsOf(context, targets(item, 'satisfies')) || 'none on record'),
    labelled(context, 'Platform', says('platform')),
    labelled(
      context,
      'Published anomalies',
      `${dotted(evaluation) || says('anomalyEvaluation') || 'no evaluation on record'}${
        outdated ? ` (for another version than ${style.text(version, 40)})` : ''
      }`,
    ),
    labelled(context, 'Causes', idsOf(context, causes)),
    findingsLine(context, item),
  ];
}

/** The four classes of a part on one line, and below it why the effective one is in force. */
function classLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const found = snapshot.classes.nodes.get(item.id);
  if (!found) return [];
  const { declared, inherited, required, effective } = found;
  const others = [
    `declared ${declared ?? 'none'}`,
    ...(inherited === undefined ? [] : [`inherited ${inherited.level}`]),
    ...(required === undefined ? [] : [`required ${required}`]),
  ];
  const label = snapshot.config.profile.labels.level;
  const ground = classGround(snapshot.classes, item.id);
  const because = ground ? [`${capitalised(becauseText(snapshot, snapshot.classes, item.id))}.`] : [];
  const why = classPath(snapshot.classes, item.id)
    .slice(0, 3)
    .map((step) => stepReason(snapshot, step).detail);
  return [
    labelled(context, capitalised(label), `${style.strong(effective)} (${style.text(others.join(', '))})`),
    labelled(context, 'Why', style.text([...because, ...why].join(' '), 400)),
    isLegacy(snapshot, item)
      ? labelled(context, 'Legacy', `the ${label} holds; what is missing belongs into the gap analysis (4.4.3)`)
      : undefined,
  ];
}
