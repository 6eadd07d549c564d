import { capitalised } from '../../model/capitalised.ts';
import { classClaimOf } from '../../trace/classClaim.ts';
import type { Tag } from '../../trace/snapshot.ts';
import { becauseText, itemById } from '../classes/classReasons.ts';
import { type HoverContext, labelled, titled } from './hoverContext.ts';

/** A class written in code: a claim, beside the class that the records give the code, and why. */
export function claimLines(context: HoverContext, tag: Tag): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const claim = classClaimOf(snapshot, tag);
  if (!claim || !snapshot.governed) return [];
  const { claimed, effective, owner, differs } = claim;
  const item = owner === undefined ? undefined : itemById(snapshot, owner);
  const because = owner === undefined ? '' : becauseText(snapshot, snapshot.classes, owner);
  const { level } = snapshot.config.profile.labels;
  return [
    `${style.strong(`${capitalised(level)} ${claimed}`)} is written here: a claim, the records decide (4.3 e)`,
    effective === undefined
      ? `No ${level} applies to this code.`
      : labelled(context, 'In force', style.text(`${level} ${effective}${differs ? `, not ${claimed}` : ''}`)),
    labelled(context, 'From', item ? titled(context, item) : 'no software item on record'),
    labelled(context, 'Why', style.text(because)),
  ];
}
