import { typeLabel } from '../../model/itemType.ts';
import { attribute, type Item, targets } from '../../trace/item.ts';
import { resultOf } from '../tests.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  heading,
  labelled,
  listed,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';
import { controlsBehind, protectionLine } from './riskWords.ts';

/** Test: what it verifies, its recorded outcome, its procedure, and what fails to be shown when it fails. */
export function testLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const verified = [...targets(item, 'verifies'), ...targets(item, 'validates')];
  const procedure = attribute(item, 'procedure');
  const file = procedure !== undefined && snapshot.files.has(procedure);
  const purpose = attribute(item, 'purpose');
  return [
    heading(context, item),
    dotted([
      typeLabel(item.type),
      statusWord(context, item),
      attribute(item, 'automated') === 'true' ? 'automated' : undefined,
      purpose === undefined ? undefined : `purpose: ${style.text(purpose, 40)}`,
    ]),
    labelled(
      context,
      'Verifies',
      listed(
        verified.map((target) => titled(context, target)),
        ' · ',
      ) || 'nothing on record',
    ),
    labelled(context, 'Outcome', style.text(resultOf(snapshot, item))),
    protectionLine(context, controlsBehind(item)),
    labelled(
      context,
      'Procedure',
      procedure === undefined
        ? undefined
        : file
          ? style.link({ file: procedure, span: { start: 0, end: 0 } }, procedure)
          : style.text(procedure),
    ),
    ownWords(context, item, 320),
    findingsLine(context, item),
  ];
}
