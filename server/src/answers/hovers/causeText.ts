import { type Item, targets } from '../../trace/item.ts';
import { type HoverContext, levelMark, listed, titled } from './hoverContext.ts';
import { causeKindOf } from './riskWords.ts';

/** A software cause on one line: title, kind, and where it lies with the class there. */
export function causeText(context: HoverContext, cause: Item): string {
  const kind = causeKindOf(cause);
  const where = placesOfCause(context, cause);
  const words = kind === undefined ? '' : ` (${context.style.text(kind, 40)})`;
  return `${titled(context, cause)}${words}${where === '' ? '' : ` in ${where}`}`;
}

/** The software items that a cause lies in, each with its class. */
export function placesOfCause(context: HoverContext, cause: Item): string {
  return listed(targets(cause, 'in').map((place) => `${titled(context, place, 40)}${levelMark(context, place)}`));
}
